"""The members' comments as the report lists them: by heading and kind, in an order that names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.report import SubjectReport
from evalapp.rubric import CommentKind, Criterion
from exports.outline.blocks import Opinion
from exports.pdf.flow import LEFT, WIDTH, Flow
from exports.pdf.wording import LABEL, SUBHEADING, comment_heading, text_style
from exports.unlinking import unlinked_place
from exports.wording import bracketed, numbered, unparted


@dataclass(frozen=True, slots=True)
class _Said:
    kind: CommentKind
    criterion_id: str | None
    opinion: Opinion


def opinions(flow: Flow, subject: SubjectReport, language: Language, *, named: bool) -> None:
    """Draw all comments of ``subject``; nothing when a scored rubric has none.

    Without ``named`` they are sorted by a hash of their text, so that their places do not tell which column
    a writer has; with it they stand in the order of the columns, each with its writer's name.
    """
    _ = language.gettext
    found = _gathered(subject, named=named)
    criteria = [
        criterion
        for criterion in subject.rubric.criteria
        if not criterion.scored or any(said.criterion_id == criterion.id for said in found)
    ]
    for criterion in criteria:
        _criterion(flow, subject.rubric.number(criterion.id), criterion, found, language)
    general = [said for said in found if said.criterion_id is None]
    if not general:
        return
    if criteria:
        _title(flow, _("On the whole subject"), None)
    _kinds(flow, general, (), language)


def _gathered(subject: SubjectReport, *, named: bool) -> list[_Said]:
    found = [
        _Said(
            comment.kind,
            comment.criterion_id,
            Opinion(comment.text, column.member.name if named else ""),
        )
        for column in subject.columns
        for comment in column.comments
    ]
    return found if named else sorted(found, key=lambda said: unlinked_place(said.opinion.text))


def _criterion(
    flow: Flow, number: int, criterion: Criterion, found: Iterable[_Said], language: Language
) -> None:
    _title(flow, numbered(number, criterion.title, language), None if criterion.scored else 1)
    mine = [said for said in found if said.criterion_id == criterion.id]
    _kinds(flow, mine, () if criterion.scored else criterion.comments, language)


def _title(flow: Flow, text: str, level: int | None) -> None:
    lines = SUBHEADING.label(text, WIDTH)
    flow.space(12)
    flow.need(len(lines) * SUBHEADING.leading + 56)
    if level is not None:
        flow.bookmark(text, level)
    flow.lines(lines, SUBHEADING)
    flow.y += 1


def _kinds(flow: Flow, found: list[_Said], asked: tuple[CommentKind, ...], language: Language) -> None:
    """One list a kind; a kind in ``asked`` is printed even when nobody wrote."""
    for kind in CommentKind:
        mine = [said.opinion for said in found if said.kind is kind]
        if mine or kind in asked:
            flow.space(6)
            opinion_list(flow, comment_heading(kind, language), mine, language)


def list_beginning(language: Language) -> float:
    """How much height an ``opinion_list`` needs to begin on a page."""
    return SUBHEADING.leading + 3 + 2 * text_style(language).leading


def opinion_list(flow: Flow, heading: str, found: Sequence[Opinion], language: Language) -> None:
    """One list of bullets under its heading.

    Args:
        flow: where.
        heading: on one line.
        found: in printed order. Without any, a word says so.
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
    for one in found:
        # a writer's name is not parted at its space
        author = bracketed(unparted(one.author), language) if one.author else ""
        lines = style.lines(one.text.rstrip() + author, WIDTH - indent)
        flow.need((min(len(lines), 2) if len(lines) != 3 else 3) * style.leading)
        if one.bulleted:
            flow.ink.disc(LEFT + style.size * 0.55, flow.y + style.leading / 2, 1.5, filled=True)
        flow.lines(lines, style, LEFT + indent)
        flow.y += style.size * 0.25
