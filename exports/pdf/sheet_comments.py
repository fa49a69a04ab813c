"""The comment part of an official score sheet: a ruled box for every kind of comment asked for."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.language import Language
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind, Rubric
from exports.pdf.flow import Flow
from exports.pdf.ink import Style
from exports.pdf.ruled_box import TEXT_WIDTH, box_height, ruled_box
from exports.pdf.wording import comment_heading
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import numbered

_TEXT = Style(Design.TEXT, 9.5, 15.5)
_LATIN = Style(Design.LABEL, 9, 15.5)
_WRITTEN = Style(Design.TEXT, 9.5, 21)
_GAP = 7.0


@dataclass(frozen=True, slots=True)
class _Box:
    caption: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class CommentBoxes:
    """The boxes of one sheet, their texts broken into lines."""

    boxes: tuple[_Box, ...]
    style: Style
    continued: str
    form: bool

    def draw(self, flow: Flow) -> None:
        """Draw them; those of a form share the room left on the page, with lines to write on."""
        least = _lines_each(flow, len(self.boxes)) if self.form else 2
        style = flow.air.style(self.style)
        for box in self.boxes:
            ruled_box(flow, box.caption, box.lines, style, continued=self.continued, least=least)
            flow.y += flow.air.pad(_GAP)


def comment_boxes(rubric: Rubric, sheet: ScoreSheet, language: Language, *, form: bool) -> CommentBoxes:
    """Set the boxes: those of the criteria in their order, then those of the whole subject.

    A kind that the rubric does not ask for gets a box only if there is such a comment. A ``form`` has wide
    lines.
    """
    style = _WRITTEN if form else _TEXT if language.code == "ja" else _LATIN
    boxes = tuple(_boxes(rubric, sheet, style, language))
    return CommentBoxes(boxes, style, language.gettext(" (continued)"), form)


def _boxes(rubric: Rubric, sheet: ScoreSheet, style: Style, language: Language) -> list[_Box]:
    texts: dict[tuple[str | None, CommentKind], list[str]] = {}
    for comment in sheet.comments:
        texts.setdefault((comment.criterion_id, comment.kind), []).append(comment.text)
    boxes: list[_Box] = []
    places = [
        (criterion.id, numbered(rubric.number(criterion.id), criterion.title, language), criterion.comments)
        for criterion in rubric.criteria
    ]
    for place, title, asked in [*places, (None, "", rubric.comments)]:
        for kind in CommentKind:
            found = texts.get((place, kind), [])
            if found or kind in asked:
                name = comment_heading(kind, language)
                lines = [line for text in found for line in style.lines(text, TEXT_WIDTH)]
                boxes.append(_Box(f"{title}　{name}" if title else name, lines))
    return boxes


def _lines_each(flow: Flow, count: int) -> int:
    if not count:
        return 0
    room = flow.room - count * _GAP
    lines = int((room / count - box_height(0, _WRITTEN)) / _WRITTEN.leading)
    return lines if lines >= 3 else 5
