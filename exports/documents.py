"""The documents made of a Report: their names, how each is made, and what to know before one is passed on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from evalapp.columns import ColumnOrder
from evalapp.errors import EvalError
from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.report import Report
from evalapp.texts import Gap, OpinionOrder
from exports.outline.blocks import Edition, Outline

if TYPE_CHECKING:
    from exports.pdf.sheet_page import SheetPage

Tell = Callable[[int, int], None]
"""Is told how many pages are done of how many; what it raises ends the making."""

_Item = TypeVar("_Item")


class Kind(StrEnum):
    """Which document, in the order they are listed."""

    REPORT = "report"
    WORD = "word"
    SUMMARY = "summary"
    COMBINED = "combined-sheets"
    WORKBOOK = "workbook"
    RESULTS = "results-csv"
    COMMENTS = "comments-csv"
    JSON = "json"
    SHEETS = "score-sheets"
    BLANK = "blank-sheets"


WITH_TEXTS = frozenset((Kind.REPORT, Kind.WORD))
"""Those that print the joint texts: a draft of them has another name than a final one, and placeholders."""

_WITHOUT_COLUMNS = frozenset((Kind.COMMENTS, Kind.BLANK))

_FILES = {
    Kind.REPORT: ("report", "pdf"),
    Kind.WORD: ("report", "docx"),
    Kind.SUMMARY: ("summary", "pdf"),
    Kind.COMBINED: ("combined-sheets", "pdf"),
    Kind.WORKBOOK: ("workbook", "xlsx"),
    Kind.RESULTS: ("results", "csv"),
    Kind.COMMENTS: ("comments", "csv"),
    Kind.JSON: ("results", "json"),
    Kind.SHEETS: ("score-sheets", "pdf"),
    Kind.BLANK: ("blank-sheets", "pdf"),
}


class Care(StrEnum):
    """What to know before documents are passed on."""

    UNCONFIRMED = "unconfirmed"
    LEFT_OUT = "left-out"
    LINKED_COLUMNS = "linked-columns"
    LINKED_COMMENTS = "linked-comments"
    SINGLE_SHEETS = "single-sheets"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to know.

    Attributes:
        count: of ``LEFT_OUT``: comments that no planned chapter or section prints.
        members: of ``UNCONFIRMED``: whose form waits to be confirmed and is not counted; ids.
    """

    care: Care
    count: int = 0
    members: tuple[str, ...] = ()


class Documents:
    """The documents of one report in one language and edition.

    Args:
        report: what they print, its columns in the order ``order``.
        evaluation: the set-up that the report was made of.
        language: of the words that are not the evaluation's own.
        order: of the unnamed columns.
        edition: of those ``WITH_TEXTS``.
        named: with the members' names: for the secretariat only.
    """

    def __init__(
        self,
        report: Report,
        evaluation: Evaluation,
        language: Language,
        order: ColumnOrder,
        edition: Edition,
        *,
        named: bool,
    ) -> None:
        self.report = report
        self.evaluation = evaluation
        self.edition = edition
        self.named = named
        self._language, self._order = language, order

    @cached_property
    def outline(self) -> Outline:
        """What the report prints, as PDF and in Word."""
        from exports.outline.compose import compose

        return compose(self.report, self._language, self.edition, named=self.named)

    def name(self, kind: Kind) -> str:
        """The file's name. A form to write on has the members' names on it in either edition."""
        stem, suffix = _FILES[kind]
        draft = "-draft" if kind in WITH_TEXTS and self.edition is Edition.DRAFT else ""
        named = "-named" if self.named and kind is not Kind.BLANK else ""
        language = "" if self._language.code == "ja" else f"-{self._language.code}"
        return f"{stem}{draft}{named}{language}.{suffix}"

    def internal(self, kind: Kind) -> bool:
        """Whether it names members and must not be published."""
        return self.named or kind is Kind.BLANK

    def missing(self, kinds: Collection[Kind]) -> tuple[Gap, ...]:
        """The texts that ``kinds`` print a placeholder for, in printed order."""
        return self.outline.missing if WITH_TEXTS & set(kinds) else ()

    def refuse_unfinished(self, kinds: Collection[Kind]) -> None:
        """A final edition has every text that it prints, and counts no form that nobody has confirmed.

        Raises:
            EvalError: ``edition-unconfirmed`` (members) or ``edition-incomplete`` (count).
        """
        if self.edition is not Edition.FINAL:
            return
        if self.report.unconfirmed:
            raise EvalError("edition-unconfirmed", members=[member.id for member in self.report.unconfirmed])
        if missing := self.missing(kinds):
            raise EvalError("edition-incomplete", count=len(missing))

    def cautions(self, kinds: Collection[Kind]) -> Iterator[Caution]:
        """What to know before ``kinds`` are passed on together."""
        if self.report.unconfirmed:
            yield Caution(Care.UNCONFIRMED, members=tuple(member.id for member in self.report.unconfirmed))
        if WITH_TEXTS & set(kinds) and (left_out := _given(self.report) - self.outline.comments):
            yield Caution(Care.LEFT_OUT, left_out)
        if self.named or not set(kinds) - _WITHOUT_COLUMNS:
            return
        if self._order is ColumnOrder.AS_LISTED:
            if len(self.report.subjects) > 1:
                yield Caution(Care.LINKED_COLUMNS)
            if self.report.texts.opinions is OpinionOrder.AS_LISTED:
                yield Caution(Care.LINKED_COMMENTS)
        if Kind.SHEETS in kinds:
            yield Caution(Care.SINGLE_SHEETS)

    def make(self, kind: Kind, tell: Tell = lambda _done, _pages: None) -> bytes:
        """The whole file; the same report gives the same bytes.

        Args:
            kind: which.
            tell: is told of the single score sheets, which are many; of no others.
        """
        match kind:
            case Kind.REPORT | Kind.WORD:
                return self._report(kind)
            case Kind.SHEETS | Kind.BLANK:
                return self._sheets(kind, tell)
            case Kind.SUMMARY | Kind.COMBINED | Kind.WORKBOOK:
                return self._tables(kind)
            case Kind.RESULTS | Kind.COMMENTS | Kind.JSON:
                return self._plain(kind)

    def _report(self, kind: Kind) -> bytes:
        at = self.report.compiled_at
        if kind is Kind.WORD:
            from exports.word.report import report_docx

            return report_docx(self.outline, self._language, at)
        from exports.pdf.report import report_pdf

        return report_pdf(self.outline, self._language, at)

    def _sheets(self, kind: Kind, tell: Tell) -> bytes:
        from exports.pdf.sheet_page import blank_pages, filled_pages
        from exports.pdf.sheets import sheets_pdf

        if kind is Kind.SHEETS:
            count = sum(len(subject.columns) for subject in self.report.subjects)
            pages: Iterable[SheetPage] = filled_pages(self.report, named=self.named)
        else:
            members = self.evaluation.members
            count = sum(1 for member in members for _page in blank_pages(self.evaluation, member))
            pages = chain.from_iterable(blank_pages(self.evaluation, member) for member in members)
        return sheets_pdf(_told(pages, count, tell), self._language, by_member=kind is Kind.BLANK)

    def _tables(self, kind: Kind) -> bytes:
        if kind is Kind.WORKBOOK:
            from exports.excel.results import results_workbook

            return results_workbook(self.report, self._language, named=self.named)
        if kind is Kind.COMBINED:
            from exports.pdf.combined import combined_pdf

            return combined_pdf(self.report, self._language, named=self.named)
        from exports.pdf.summary import summary_pdf

        return summary_pdf(self.report, self._language, named=self.named)

    def _plain(self, kind: Kind) -> bytes:
        if kind is Kind.COMMENTS:
            from exports.plain.comments import comments_csv

            return comments_csv(self.report, named=self.named)
        from exports.plain.results import report_json, results_csv

        write = report_json if kind is Kind.JSON else results_csv
        return write(self.report, named=self.named)


def _given(report: Report) -> int:
    """How many comments the counted sheets hold."""
    return sum(len(column.comments) for subject in report.subjects for column in subject.columns)


def _told(items: Iterable[_Item], count: int, tell: Tell) -> Iterator[_Item]:
    for done, item in enumerate(items):
        tell(done, count)
        yield item
    tell(count, count)
