"""The board in words: states, why a cell needs a look, and what was issued."""

from __future__ import annotations

from collections.abc import Mapping

from evalapp.language import N_, Language
from evalapp.report import SourceKind
from evalapp.store.issued import IssueNote, Way
from evalapp.watching import Cell, CellState, Reason

STATES: Mapping[CellState, str] = {
    CellState.NOT_ISSUED: N_("Not issued"),
    CellState.ISSUED: N_("Issued"),
    CellState.DRAFT: N_("Under way"),
    CellState.NEEDS_LOOK: N_("Needs a look"),
    CellState.HANDED_IN: N_("Handed in"),
    CellState.REVISED: N_("Handed in anew"),
    CellState.RECUSED: N_("Recused or absent"),
}

REASONS: Mapping[Reason, str] = {
    Reason.FORM_WAITS: N_("An Excel form waits to be confirmed."),
    Reason.FORM_INCOMPLETE: N_("An Excel form with blank cells came in. Ask the member to complete it."),
    Reason.TYPING: N_("The paper is being typed in; it is to be typed in twice."),
    Reason.TYPED: N_("The paper was typed in twice. Compare both entries and confirm them."),
    Reason.ASKED_ANEW: N_("The criteria were revised: cells are blank that the member has to answer anew."),
    Reason.SUPERSEDED: N_("The answers are from before the last issue; nothing came from the newer one yet."),
}

_WAYS: Mapping[Way, str] = {
    Way.BALLOT: N_("Ballot {serial}"),
    Way.FORM: N_("Excel form {serial}"),
    Way.PAPER: N_("Paper"),
}

_SOURCES: Mapping[SourceKind, str] = {
    SourceKind.SEALED: N_("Submission"),
    SourceKind.TYPED: N_("Paper, typed in"),
    SourceKind.FORM: N_("Excel form"),
}


def state_words(state: CellState, language: Language) -> str:
    """A state in a word or two."""
    return language.gettext(STATES[state])


def reason_words(cell: Cell, language: Language) -> list[str]:
    """The sentences that say why a cell needs a look."""
    return [language.gettext(REASONS[reason]) for reason in cell.reasons]


def issue_words(note: IssueNote, language: Language) -> str:
    """What was issued: which ballot or form of the member."""
    return language.gettext(_WAYS[note.way]).format(serial=note.serial)


def source_words(kind: SourceKind, language: Language) -> str:
    """How answers came."""
    return language.gettext(_SOURCES[kind])
