"""What one official score sheet is printed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evalapp.mark import NoPoints
from evalapp.model import EvaluationInfo, Member, ScoreSheet, Subject
from evalapp.rubric import Rubric


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One score sheet to print.

    Attributes:
        member: ``None`` prints anonymously: no name, no code and no day of handing in, for the same code or
            day on several sheets would show that they are one member's.
        code: the verification code of what was handed in; empty where nothing was.
        handed_in: the day it was handed in or typed in, ``None`` for a form or a draft.
        typed: the secretariat typed the answers in: nothing was handed in that a code could be held against.
    """

    info: EvaluationInfo
    subject: Subject
    rubric: Rubric
    sheet: ScoreSheet
    member: Member | None
    code: str
    handed_in: date | None
    typed: bool = False

    @property
    def shown_code(self) -> str:
        """The code as printed: empty on an anonymous or a typed sheet."""
        return "" if self.member is None or self.typed else self.code

    @property
    def is_form(self) -> bool:
        """Whether nothing is filled in yet: it is to be written on by hand."""
        return (
            self.handed_in is None
            and self.sheet.recusal is None
            and not self.sheet.comments
            and all(mark is NoPoints.BLANK for mark in self.sheet.marks.values())
        )
