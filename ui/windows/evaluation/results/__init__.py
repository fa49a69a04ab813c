"""The parts of the results page: as printed, the internal view, the comparison with an earlier evaluation."""
