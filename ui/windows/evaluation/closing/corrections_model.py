"""What was corrected since the evaluation was first closed, a row a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt

from evalapp.closing import Correction, CorrectionList
from evalapp.language import N_
from evalapp.model import Evaluation
from evalapp.scoring import Tally
from exports.errata import mean_words, place_words, value_words
from ui.windows.detail_list import Detail, DetailKind
from ui.windows.kit import Kit
from ui.windows.recents import exact_moment
from ui.windows.row_models import HeadedRows
from ui.windows.rows import INK_ROLE, Index

SUBJECT, PLACE, MEMBER, CHANGE, MEAN, REASON, WHEN = range(7)


class CorrectionsModel(HeadedRows):
    """The corrections in words, members included: this is the secretariat's own list."""

    heads = (
        N_("Subject"),
        N_("Place"),
        N_("Member"),
        N_("Correction"),
        N_("Mean of the scores"),
        N_("Reason"),
        N_("When"),
    )

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._list: CorrectionList | None = None
        self._said: dict[int, tuple[str, ...]] = {}
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The corrected cells."""
        return len(self._list.corrections) if self._list else 0

    def show_list(self, found: CorrectionList | None) -> None:
        """Show other corrections, or none."""
        if found != self._list:
            self.beginResetModel()
            self._list = found
            self._said.clear()
            self.endResetModel()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._said.clear()
        super().retranslate()

    def details(self, row: int) -> list[Detail]:
        """Everything about one correction, whole texts included."""
        if self._list is None or not 0 <= row < self.rowCount():
            return []
        one, say, words = self._list.corrections[row], self._kit.speaker.say, self._words(row)
        old, new = (value_words(one.field, value, self._kit.speaker.language) for value in (one.old, one.new))
        short = one.field in {"points", "recusal"}
        kind = DetailKind.CHANGE if short else DetailKind.TEXT_CHANGE
        # where nothing stood there is nothing to compare sign by sign
        if not short:
            old, new = str(one.old or ""), str(one.new or "")
        found = [Detail(DetailKind.HEADING, words[SUBJECT]), Detail(kind, words[PLACE], new, old)]
        if one.before and one.after:
            before, after = self._mean(one, one.before), self._mean(one, one.after)
            found.append(Detail(DetailKind.CHANGE, say("Mean of the scores"), after, before))
        return [
            *found,
            Detail(DetailKind.TEXT, say("Member"), words[MEMBER]),
            Detail(DetailKind.TEXT, say("Reason"), one.reason or say("(nothing)")),
            Detail(DetailKind.TEXT, say("Changed by"), f"{one.actor}　{words[WHEN]}"),
        ]

    def _mean(self, one: Correction, counts: Tally) -> str:
        evaluation = self._evaluation
        subject = next((found for found in evaluation.subjects if found.id == one.subject_id), None)
        decimals = evaluation.rubric_of(subject).decimals if subject else 1
        return mean_words(counts, decimals, self._kit.speaker.language)

    @property
    def _evaluation(self) -> Evaluation:
        if self._list is None:
            raise AssertionError("nothing is shown")
        return self._list.evaluation

    def _words(self, row: int) -> tuple[str, ...]:
        """The texts of a row, said once for all that ask for them."""
        if row not in self._said and self._list is not None:
            self._said[row] = self._say(self._list.corrections[row])
        return self._said[row]

    def _say(self, one: Correction) -> tuple[str, ...]:
        evaluation, speaker = self._evaluation, self._kit.speaker
        titles = {found.id: found.title for found in evaluation.subjects}
        names = {found.id: found.name for found in evaluation.members}
        old, new = (value_words(one.field, value, speaker.language) for value in (one.old, one.new))
        mean = ""
        if one.before and one.after:
            mean = f"{self._mean(one, one.before)} → {self._mean(one, one.after)}"
        return (
            f"{one.subject_id}　{titles.get(one.subject_id, '')}",
            " ".join(place_words(evaluation, one, speaker.language).split("\n")),
            names.get(one.member_id, one.member_id),
            f"{_short(old)} → {_short(new)}",
            mean,
            one.reason,
            exact_moment(one.at, self._kit.now(), speaker),
        )

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        if not index.isValid() or self._list is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(index.row())[index.column()]
        if role == INK_ROLE and index.column() in {WHEN, MEMBER}:
            return "muted"
        return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 24 else text[:23] + "…"
