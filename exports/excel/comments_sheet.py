"""The sheet 意見: every comment whole, in one cell."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.language import Language
from evalapp.report import Report, SubjectReport
from exports.excel.book import Book, width
from exports.excel.listing import ListColumn, write_listing
from exports.excel.styles import LIST_CENTRED, LIST_WRAPPED
from exports.plain.comments import given_comments
from exports.wording import comment_kind, numbered

TEXT_WIDTH = 84
"""Of the column of comments, in column units."""


def write_comments(book: Book, report: Report, *, named: bool) -> None:
    """Write the comments by subject, criterion and kind, in an order that tells nothing unless ``named``."""
    _ = book.language.gettext
    members = (
        [ListColumn(_("Member ID"), 12, "member_id"), ListColumn(_("Member"), 16, "member")] if named else []
    )
    titles = [width(subject.subject.title) for subject in report.subjects]
    columns = [
        ListColumn(_("Subject ID"), 10, "subject_id", LIST_CENTRED),
        ListColumn(_("Subject"), min(max([20, *titles]), 26), "subject", LIST_WRAPPED),
        ListColumn(_("Criterion"), 26, "criterion", LIST_WRAPPED),
        *members,
        ListColumn(_("Kind of comment"), 16, "kind", LIST_WRAPPED),
        ListColumn(_("Comment"), TEXT_WIDTH, "text", LIST_WRAPPED),
    ]
    rows = (row for subject in report.subjects for row in _rows(subject, book.language, named=named))
    write_listing(book, _("Comments"), columns, rows, title=report.info.title, prefix="comments")


def _rows(subject: SubjectReport, language: Language, *, named: bool) -> Iterator[list[str | int | None]]:
    titles = {
        criterion.id: numbered(subject.rubric.number(criterion.id), criterion.title, language)
        for criterion in subject.rubric.criteria
    }
    whole = language.gettext("Whole subject")
    for given in given_comments(subject, named=named):
        member = given.column.member
        who = [member.id, member.name] if named else []
        title = titles[given.criterion.id] if given.criterion else whole
        kind = comment_kind(given.kind, language)
        yield [subject.subject.id, subject.subject.title, title, *who, kind, given.text]
