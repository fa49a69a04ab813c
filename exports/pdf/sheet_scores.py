"""The score part of an official score sheet: every criterion with all steps of its scale."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.language import Language
from evalapp.mark import Mark, NoPoints
from evalapp.model import ScoreSheet
from evalapp.rubric import Criterion, EvaluationKind, Rubric
from exports.pdf.air import Air
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, TOP, Flow
from exports.pdf.grid import FRAME, HAIR
from exports.pdf.ink import Ink, Style
from exports.pdf.scale_steps import Steps, set_steps
from exports.pdf.wording import SMALL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import bracketed, numbered

_TITLE = Style(Design.LABEL, 9, 13)
_NO_JUDGEMENT = Style(Design.LABEL, 7.5, 10)
_HEAD_HEIGHT = 19.0
_NA_WIDTH = 46.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A criterion as it is set: the same on every sheet with this rubric."""

    criterion: Criterion
    title: tuple[Line, ...]
    steps: Steps

    def height(self, air: Air, *, noted: bool) -> float:
        """With ``noted`` there is a note under the title."""
        title = len(self.title) * _TITLE.leading + (SMALL.leading if noted else 0)
        return max(title + air.pad(3), self.steps.height) + air.pad(5)


@dataclass(frozen=True, slots=True)
class ScoreForm:
    """The score part for one rubric and kind of evaluation, set once."""

    rows: tuple[_Row, ...]
    steps_left: float
    language: Language

    def draw(self, flow: Flow, sheet: ScoreSheet, *, answered: bool) -> None:
        """Draw it with the marks of ``sheet``; ``answered`` names blank cells, else they wait for a pen."""
        if not self.rows:
            return
        flow.need(_HEAD_HEIGHT + min(self.rows[0].height(flow.air, noted=True), 200))
        top = self._head(flow)
        for row in self.rows:
            mark = sheet.marks.get(row.criterion.id, NoPoints.BLANK)
            noted = answered and mark is NoPoints.BLANK
            height = row.height(flow.air, noted=noted)
            if flow.room < height <= BOTTOM - TOP - _HEAD_HEIGHT:
                self._frame(flow, top)
                flow.new_page()
                top = self._head(flow)
            self._row(flow, row, mark, height, noted=noted)
        self._frame(flow, top)

    def _head(self, flow: Flow) -> float:
        _ = self.language.gettext
        ink, top = flow.ink, flow.y
        y = top + (_HEAD_HEIGHT - STRONG_LABEL.leading) / 2
        ink.fill(LEFT, top, RIGHT - LEFT, _HEAD_HEIGHT, 0.93)
        ink.text(_("Criteria"), STRONG_LABEL, (LEFT + self.steps_left) / 2, y, align=0.5)
        ink.text(_("Score"), STRONG_LABEL, (self.steps_left + RIGHT) / 2, y, align=0.5)
        flow.y += _HEAD_HEIGHT
        return top

    def _frame(self, flow: Flow, top: float) -> None:
        ink = flow.ink
        ink.box(LEFT, top, RIGHT - LEFT, flow.y - top, FRAME)
        ink.rule(self.steps_left, top, self.steps_left, flow.y, HAIR)
        ink.rule(RIGHT - _NA_WIDTH, top + _HEAD_HEIGHT, RIGHT - _NA_WIDTH, flow.y, HAIR)

    def _row(self, flow: Flow, row: _Row, mark: Mark, height: float, *, noted: bool) -> None:
        _ = self.language.gettext
        ink, top = flow.ink, flow.y
        ink.rule(LEFT, top, RIGHT, top, HAIR)
        y = top + (height - len(row.title) * _TITLE.leading - (SMALL.leading if noted else 0)) / 2
        for line in row.title:
            ink.line(line, _TITLE, LEFT + 5, y)
            y += _TITLE.leading
        if noted:
            ink.text(bracketed(_("left blank"), self.language).strip(), SMALL, LEFT + 5, y)
        row.steps.draw(ink, self.steps_left, top + (height - row.steps.height) / 2, mark)
        self._no_judgement(ink, top + height / 2, chosen=mark is NoPoints.CANNOT_JUDGE)
        flow.y += height

    def _no_judgement(self, ink: Ink, middle: float, *, chosen: bool) -> None:
        _ = self.language.gettext
        lines = _NO_JUDGEMENT.label(_("Cannot judge"), _NA_WIDTH - 6)
        height = len(lines) * _NO_JUDGEMENT.leading + 5
        left = RIGHT - _NA_WIDTH + 3
        if chosen:
            ink.fill(left, middle - height / 2, _NA_WIDTH - 6, height, 0)
        y = middle - height / 2 + 2.5
        for line in lines:
            ink.line(line, _NO_JUDGEMENT, RIGHT - _NA_WIDTH / 2, y, align=0.5, grey=1.0 if chosen else 0.0)
            y += _NO_JUDGEMENT.leading


def score_form(rubric: Rubric, kind: EvaluationKind, language: Language) -> ScoreForm:
    """Set the score part for ``rubric``; empty for a comment-only rubric."""
    most = max((len(criterion.scale_for(kind).steps) for criterion in rubric.scored), default=0)
    steps_left = LEFT + (190.0 if most <= 6 else 150.0)
    rows = tuple(
        _Row(
            criterion,
            _TITLE.label(
                numbered(rubric.number(criterion.id), criterion.title, language), steps_left - LEFT - 10
            ),
            set_steps(criterion.scale_for(kind), RIGHT - _NA_WIDTH - steps_left),
        )
        for criterion in rubric.scored
    )
    return ScoreForm(rows, steps_left, language)
