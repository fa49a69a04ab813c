"""The parts of the page on which documents are looked at, saved, printed and checked."""
