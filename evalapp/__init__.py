"""The evaluation itself: no Qt, no Excel, no PDF."""

__version__ = "0.1.0"
