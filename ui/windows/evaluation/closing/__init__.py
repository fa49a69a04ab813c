"""The parts of the page on which an evaluation is closed."""
