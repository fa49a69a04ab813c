"""The comments as a list: by subject, criterion and kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evalapp.report import Column, Report, SubjectReport
from evalapp.rubric import CommentKind, Criterion
from exports.plain.cells import csv_file, guarded
from exports.unlinking import unlinked_place


@dataclass(frozen=True, slots=True)
class Given:
    """A comment and whose it is.

    Attributes:
        criterion: what it is on; ``None`` for the whole subject.
        column: its member's. Not for anonymous documents.
    """

    criterion: Criterion | None
    kind: CommentKind
    text: str
    column: Column


def given_comments(subject: SubjectReport, *, named: bool) -> Iterator[Given]:
    """Every comment on ``subject``: those on its criteria in the rubric's order, then those on the whole.

    Within a criterion they stand by kind, and within a kind in the order of the columns. Without ``named``
    they stand by a hash of their text instead: columns would let readers put a member's together.
    """
    all_given = [(column, comment) for column in subject.columns for comment in column.comments]
    for criterion in (*subject.rubric.criteria, None):
        on = criterion.id if criterion else None
        for kind in CommentKind:
            group = [
                Given(criterion, kind, comment.text, column)
                for column, comment in all_given
                if comment.criterion_id == on and comment.kind is kind
            ]
            if not named:
                group.sort(key=lambda given: unlinked_place(given.text))
            yield from group


def comments_csv(report: Report, *, named: bool) -> bytes:
    """A line a comment: ``comments.csv`` of ``docs/results.md``, kept from version 0.2 on.

    Without ``named`` nothing of a member is in it, nor of the order of columns.
    """
    who = ["member", "member_name", "code"] if named else []
    heads = ["subject", "subject_title", "criterion", "criterion_title", "kind", *who, "text"]
    return csv_file(
        heads,
        (
            [
                subject.subject.id,
                guarded(subject.subject.title),
                given.criterion.id if given.criterion else None,
                guarded(given.criterion.title) if given.criterion else None,
                given.kind.value,
                *(_who(given.column) if named else ()),
                guarded(given.text),
            ]
            for subject in report.subjects
            for given in given_comments(subject, named=named)
        ),
    )


def comments_object(subject: SubjectReport, *, named: bool) -> list[dict[str, object]]:
    """The comments on ``subject`` as ``results.json`` has them."""
    return [
        {
            "criterion": given.criterion.id if given.criterion else None,
            "kind": given.kind.value,
            **({"member": given.column.member.id} if named else {}),
            "text": given.text,
        }
        for given in given_comments(subject, named=named)
    ]


def _who(column: Column) -> tuple[str, ...]:
    return (column.member.id, guarded(column.member.name), column.source.code)
