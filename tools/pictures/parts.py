"""What is played side by side, each in a process of its own."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """A part of the programme."""

    MEMBER = "member"
    OFFICE = "office"
    LOOKS = "looks"
    DOUBLED = "doubled"
