"""The members' comments as the report lists them: by heading and kind, in an order that names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.report import SubjectReport
from evalapp.rubric import CommentKind, Criterion
from exports.pdf.flow import LEFT, WIDTH, Flow
from exports.pdf.wording import LABEL, SUBHEADING, comment_heading, text_style
from exports.unlinking import unlinked_place
from exports.wording import bracketed, numbered, unparted


@dataclass(frozen=True, slots=True)
class _Opinion:
    kind: CommentKind
    criterion_id: str | None
    text: str
    author: str


def opinions(flow: Flow, subject: SubjectReport, language: Language, *, named: bool) -> None:
    """Draw all comments of ``subject``; nothing when a scored rubric has none.

    Without ``named`` they are sorted by a hash of their text, so that their places do not tell which column
    a writer has; with it they stand in the order of the columns, each with its writer's name.
    """
    _ = language.gettext
    found = _gathered(subject, language, named=named)
    criteria = [
        criterion
        for criterion in subject.rubric.criteria
        if not criterion.scored or any(opinion.criterion_id == criterion.id for opinion in found)
    ]
    for criterion in criteria:
        _criterion(flow, subject.rubric.number(criterion.id), criterion, found, language)
    general = [opinion for opinion in found if opinion.criterion_id is None]
    if not general:
        return
    if criteria:
        _title(flow, _("On the whole subject"), None)
    _kinds(flow, general, (), language)


def _gathered(subject: SubjectReport, language: Language, *, named: bool) -> list[_Opinion]:
    found = [
        _Opinion(
            comment.kind,
            comment.criterion_id,
            comment.text,
            author_sign(column.member.name, language) if named else "",
        )
        for column in subject.columns
        for comment in column.comments
    ]
    return found if named else sorted(found, key=lambda opinion: unlinked_place(opinion.text))


def author_sign(name: str, language: Language) -> str:
    """A writer's name as it follows a comment; it is not parted at its space."""
    return bracketed(unparted(name), language)


def _criterion(
    flow: Flow, number: int, criterion: Criterion, found: Iterable[_Opinion], language: Language
) -> None:
    _title(flow, numbered(number, criterion.title, language), None if criterion.scored else 1)
    mine = [opinion for opinion in found if opinion.criterion_id == criterion.id]
    _kinds(flow, mine, () if criterion.scored else criterion.comments, language)


def _title(flow: Flow, text: str, level: int | None) -> None:
    lines = SUBHEADING.label(text, WIDTH)
    flow.space(12)
    flow.need(len(lines) * SUBHEADING.leading + 56)
    if level is not None:
        flow.bookmark(text, level)
    flow.lines(lines, SUBHEADING)
    flow.y += 1


def _kinds(flow: Flow, found: list[_Opinion], asked: tuple[CommentKind, ...], language: Language) -> None:
    """One list a kind; a kind in ``asked`` is printed even when nobody wrote."""
    for kind in CommentKind:
        mine = [opinion for opinion in found if opinion.kind is kind]
        if mine or kind in asked:
            flow.space(6)
            heading = comment_heading(kind, language)
            opinion_list(flow, heading, [(one.text, one.author) for one in mine], language)


def list_beginning(language: Language) -> float:
    """How much height an ``opinion_list`` needs to begin on a page."""
    return SUBHEADING.leading + 3 + 2 * text_style(language).leading


def opinion_list(flow: Flow, heading: str, found: Sequence[tuple[str, str]], language: Language) -> None:
    """One list of bullets under its heading.

    Args:
        flow: where.
        heading: on one line.
        found: text and author as printed after it; the author may be empty. Without any, a word says so.
        language: of that word.
    """
    _ = language.gettext
    style = text_style(language)
    flow.need(list_beginning(language))
    flow.ink.text(heading, SUBHEADING, LEFT, flow.y)
    flow.y += SUBHEADING.leading + 3
    indent = style.size * 1.2
    if not found:
        flow.ink.text(_("(none)"), LABEL, LEFT + indent, flow.y)
        flow.y += style.leading
    for text, author in found:
        lines = style.lines(text.rstrip() + author, WIDTH - indent)
        flow.need((min(len(lines), 2) if len(lines) != 3 else 3) * style.leading)
        flow.ink.disc(LEFT + style.size * 0.55, flow.y + style.leading / 2, 1.5, filled=True)
        flow.lines(lines, style, LEFT + indent)
        flow.y += style.size * 0.25
