"""The comment part of an official score sheet: a ruled box for every kind of comment asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind, Rubric
from exports.pdf.flow import WIDTH, Flow
from exports.pdf.ink import Style
from exports.pdf.ruled_box import PAD, TEXT_WIDTH, box_height, ruled_box
from exports.pdf.wording import STRONG_LABEL, comment_heading
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import numbered

_TEXT = Style(Design.TEXT, 9.5, 15.5)
_LATIN = Style(Design.LABEL, 9, 15.5)
_WRITTEN = Style(Design.TEXT, 9.5, 21)
_GAP = 7.0
_FEW_LINES, _LINES, _MOST_LINES = 3, 5, 14
"""Lines to write on: enough where that saves a page, usual, and the most in one box."""


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
        """Draw them. Those of a form are never parted and fill their pages with lines to write on."""
        if self.form:
            self._draw_form(flow)
            return
        style = flow.air.style(self.style)
        for box in self.boxes:
            ruled_box(flow, box.caption, box.lines, style, continued=self.continued, least=2)
            flow.y += flow.air.pad(_GAP)

    def _draw_form(self, flow: Flow) -> None:
        rest = list(self.boxes)
        all_here = self._fitting(flow, rest, _FEW_LINES) == len(rest)
        while rest:
            now = rest[: self._fitting(flow, rest, _FEW_LINES if all_here else _LINES)]
            if not now and not flow.fresh:
                flow.new_page()
                continue
            now = now or rest[:1]
            lines = _MOST_LINES
            while lines > _FEW_LINES and self._fitting(flow, now, lines) < len(now):
                lines -= 1
            for box in now:
                ruled_box(flow, box.caption, (), self.style, continued=self.continued, least=lines)
                flow.y += flow.air.pad(_GAP)
            rest = rest[len(now) :]

    def _fitting(self, flow: Flow, boxes: Sequence[_Box], lines: int) -> int:
        """How many of ``boxes`` fit on the rest of the page with so many ``lines`` each."""
        room = flow.room
        for count, box in enumerate(boxes):
            captions = len(STRONG_LABEL.label(box.caption, WIDTH - PAD))
            room -= box_height(lines, self.style, captions, flow.air)
            if room < 0:
                return count
            room -= flow.air.pad(_GAP)
        return len(boxes)


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
