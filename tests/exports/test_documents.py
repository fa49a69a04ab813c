"""The catalogue of documents: their names, what they lack, and what to know before passing one on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalapp.columns import ColumnOrder
from evalapp.errors import EvalError
from evalapp.language import load_language
from evalapp.report import Report
from evalapp.texts import NO_TEXTS, OpinionOrder
from exports.documents import Care, Documents, Kind
from exports.outline.blocks import Edition
from tests.builders import published_report
from tests.joint_texts import sample_evaluation


def documents(
    report: Report | None = None,
    *,
    order: ColumnOrder = ColumnOrder.SHUFFLED,
    edition: Edition = Edition.DRAFT,
    named: bool = False,
    code: str = "ja",
) -> Documents:
    found = report or published_report()
    return Documents(found, sample_evaluation(), load_language(code), order, edition, named=named)


@pytest.mark.parametrize(
    ("made", "names"),
    [
        (documents(), {"report-draft.pdf", "report-draft.docx", "results.csv", "blank-sheets.pdf"}),
        (documents(edition=Edition.FINAL), {"report.pdf", "report.docx", "results.csv", "blank-sheets.pdf"}),
        (
            documents(named=True, code="en"),
            {
                "report-draft-named-en.pdf",
                "report-draft-named-en.docx",
                "results-named-en.csv",
                "blank-sheets-en.pdf",
            },
        ),
    ],
)
def test_a_name_says_edition_and_language(made: Documents, names: set[str]) -> None:
    kinds = (Kind.REPORT, Kind.WORD, Kind.RESULTS, Kind.BLANK)
    assert {made.name(kind) for kind in kinds} == names
    assert len({made.name(kind) for kind in Kind}) == len(Kind)


def test_what_names_members_is_internal() -> None:
    assert [kind for kind in Kind if documents().internal(kind)] == [Kind.BLANK]
    assert all(documents(named=True).internal(kind) for kind in Kind)


def test_only_what_prints_texts_can_lack_them() -> None:
    made = documents(edition=Edition.FINAL)
    assert made.missing([Kind.REPORT]) == made.missing([Kind.WORD]) == made.outline.missing != ()
    assert made.missing([Kind.WORKBOOK, Kind.SHEETS]) == ()
    with pytest.raises(EvalError, match="edition-incomplete"):
        made.refuse_unfinished([Kind.WORKBOOK, Kind.WORD])
    made.refuse_unfinished([Kind.WORKBOOK])
    documents().refuse_unfinished(list(Kind))


def cares(made: Documents, *kinds: Kind) -> list[Care]:
    return [caution.care for caution in made.cautions(kinds)]


def test_linking_is_warned_of_where_columns_are_seen() -> None:
    linked = replace(published_report(), texts=replace(NO_TEXTS, opinions=OpinionOrder.AS_LISTED))
    made = documents(linked, order=ColumnOrder.AS_LISTED)
    both = [Care.LINKED_COLUMNS, Care.LINKED_COMMENTS]
    assert cares(made, Kind.SUMMARY) == cares(made, Kind.COMMENTS, Kind.RESULTS) == both
    assert cares(made, Kind.COMMENTS) == cares(made, Kind.BLANK) == []
    assert cares(made, Kind.SHEETS) == [*both, Care.SINGLE_SHEETS]
    shuffled = documents(linked)
    assert cares(shuffled, Kind.SUMMARY) == []
    assert cares(shuffled, Kind.SHEETS) == [Care.SINGLE_SHEETS]
    assert cares(documents(linked, order=ColumnOrder.AS_LISTED, named=True), *Kind) == []


def test_the_making_of_many_sheets_is_told_and_can_be_ended() -> None:
    made, told = documents(), []
    data = made.make(Kind.SHEETS, lambda done, pages: told.append((done, pages)))
    sheets = sum(len(subject.columns) for subject in made.report.subjects)
    assert told == [(done, sheets) for done in range(sheets + 1)]
    assert data == made.make(Kind.SHEETS)

    class EnoughError(Exception):
        pass

    def end(done: int, _pages: int) -> None:
        if done == 2:
            raise EnoughError

    with pytest.raises(EnoughError):
        made.make(Kind.BLANK, end)
