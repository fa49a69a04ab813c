"""The parts of the panel on which the report's joint texts are written, written out and taken in."""
