"""What a person reads of a file or a form: its differences, gaps and recusals, or all its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath

from evalapp.ballot import Gap, asked
from evalapp.carrying import sheets_now
from evalapp.confirming import Waiting
from evalapp.intake import Difference, Entry, Plan, Status
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, ScoreSheet, Subject
from evalapp.rivals import rival_differences, rivals
from evalapp.rubric import CommentKind, Rubric
from exports.wording import comment_kind, mark_state
from ui.intake_words import field_words, recusal_words, value_words
from ui.windows.detail_list import Detail, DetailKind
from ui.windows.speaker import Speaker

_KINDS = frozenset(kind.value for kind in CommentKind)


class Telling:
    """Says the content of answers to one evaluation.

    Args:
        evaluation: whose subjects and criteria are named.
        speaker: the language.
    """

    def __init__(self, evaluation: Evaluation, speaker: Speaker) -> None:
        self._evaluation = evaluation
        self._speaker = speaker
        self._questions = asked(evaluation.subjects, evaluation.rubrics)

    def entry(self, entry: Entry, plan: Plan) -> Iterator[Detail]:
        """What there is to see of a file before it is taken in."""
        say = self._speaker.say
        for rival in rivals(entry, plan) if entry.status is Status.REFUSED else ():
            name = PurePath(rival.file).name
            yield self._title(say("Different from the other file of this revision: {file}", file=name))
            yield from self.differences(rival_differences(entry, rival, self._evaluation))
        if entry.differences:
            yield self._title(say("Old and new"))
            yield from self.differences(entry.differences)
        if entry.arrival and entry.status is Status.NEW:
            recused = [sheet for sheet in entry.arrival.payload.sheets if sheet.recusal]
            if recused:
                yield self._title(say("Subjects not judged"))
            for sheet in recused:
                yield Detail(DetailKind.VALUE, self.subject(sheet.subject_id), self._recusal(sheet))
        if entry.open_cells:
            yield self._title(say("Still blank"))
            yield from self.gaps(entry.open_cells)

    def form(self, one: Waiting) -> Iterator[Detail]:
        """All that a waiting form says, with what it would change first."""
        say = self._speaker.say
        if one.open_cells:
            yield self._title(say("Still blank"))
            yield from self.gaps(one.open_cells)
        if one.differences:
            yield self._title(say("What would change of the answers that stand"))
            yield from self.differences(one.differences)
        yield self._title(say("All answers of the form"))
        for sheet in sheets_now(one.form.payload, self._evaluation):
            yield from self.sheet(sheet)

    def differences(self, differences: Iterable[Difference]) -> Iterator[Detail]:
        """Cells old and new, under their subjects."""
        for subject_id, cells in groupby(differences, lambda one: one.subject_id):
            yield Detail(DetailKind.HEADING, self.subject(subject_id))
            for one in cells:
                kind = DetailKind.CHANGE
                if one.field in _KINDS or one.field == "reason":
                    kind = DetailKind.TEXT_CHANGE
                old, new = (self._value(one, value) for value in (one.old, one.new))
                yield Detail(kind, self._cell(one), new, old)

    def gaps(self, gaps: Iterable[Gap]) -> Iterator[Detail]:
        """What is blank, under its subjects."""
        say = self._speaker.say
        for subject_id, cells in groupby(gaps, lambda gap: gap.subject_id):
            yield Detail(DetailKind.HEADING, self.subject(subject_id))
            rubric = self._questions[subject_id][1]
            for gap in cells:
                if gap.criterion_id:
                    yield Detail(DetailKind.VALUE, self._criterion(rubric, gap.criterion_id), "□")
                else:
                    yield Detail(DetailKind.VALUE, say("Comment"), say("(empty)"))

    def sheet(self, sheet: ScoreSheet) -> Iterator[Detail]:
        """All answers of one sheet, to be read out: scores with their sum, comments."""
        language, say = self._speaker.language, self._speaker.say
        rubric = self._questions[sheet.subject_id][1]
        yield Detail(DetailKind.HEADING, self.subject(sheet.subject_id))
        if sheet.recusal:
            yield Detail(DetailKind.VALUE, say("Not judging this subject"), self._recusal(sheet))
            return
        points = [mark for mark in sheet.marks.values() if not isinstance(mark, NoPoints)]
        for id_, mark in sheet.marks.items():
            shown = mark_state(mark, language) if isinstance(mark, NoPoints) else str(mark)
            yield Detail(DetailKind.VALUE, self._criterion(rubric, id_), shown)
        if sheet.marks:
            counted = say("Sum ({count} of {all} scores)", count=len(points), all=len(sheet.marks))
            yield Detail(DetailKind.VALUE, counted, str(sum(points)))
        for comment in sheet.comments:
            name = self._comment(rubric, comment.criterion_id, comment.kind)
            yield Detail(DetailKind.TEXT, name, comment.text)

    def subject(self, subject_id: str) -> str:
        """A subject with its id."""
        found: tuple[Subject, Rubric] | None = self._questions.get(subject_id)
        return f"{subject_id}　{found[0].title}" if found else subject_id

    def _title(self, text: str) -> Detail:
        return Detail(DetailKind.TITLE, text)

    def _recusal(self, sheet: ScoreSheet) -> str:
        if sheet.recusal is None:
            return ""
        return recusal_words(sheet.recusal, sheet.recusal_reason, self._speaker.language)

    def _criterion(self, rubric: Rubric, criterion_id: str) -> str:
        return f"{rubric.number(criterion_id)} {rubric.criterion(criterion_id).title}"

    def _comment(self, rubric: Rubric, criterion_id: str | None, kind: CommentKind) -> str:
        name = comment_kind(kind, self._speaker.language)
        return f"{self._criterion(rubric, criterion_id)} – {name}" if criterion_id else name

    def _cell(self, one: Difference) -> str:
        rubric = self._questions[one.subject_id][1]
        if one.field in _KINDS:
            return self._comment(rubric, one.criterion_id, CommentKind(one.field))
        if one.criterion_id:
            return self._criterion(rubric, one.criterion_id)
        return field_words(one.field, self._speaker.language)

    def _value(self, one: Difference, value: int | str | None) -> str:
        if value is None and (one.field in _KINDS or one.field == "reason"):
            return ""
        if value is None and one.field == "recusal":
            return self._speaker.say("judges")
        return value_words(one, value, self._speaker.language)
