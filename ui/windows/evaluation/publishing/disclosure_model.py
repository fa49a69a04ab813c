"""What the disclosure check has looked into, file by file, with what it found in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt

from evalapp.disclosure import Looked
from evalapp.language import N_
from ui.disclosure_words import LEFTOVER_WORDS, finding_words, looked_words, unread_words
from ui.windows.kit import Kit
from ui.windows.row_cells import INK_ROLE, SIGN_ROLE, Index
from ui.windows.row_models import TwoLevels
from ui.windows.signs import Sign

_MOST_SHOWN = 100
"""Findings shown of one file."""


class DisclosureModel(TwoLevels):
    """A row a file; below it what was found, and what was not looked at."""

    heads = (N_("File"), N_("Looked into"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._files: list[Looked] = []
        self._details: list[tuple[str, ...]] = []
        kit.speaker.changed.connect(self._retranslated)

    def count(self) -> int:
        """The files."""
        return len(self._files)

    def count_below(self, row: int) -> int:
        """What is said of one."""
        return len(self._details[row])

    def show_files(self, files: Sequence[Looked]) -> None:
        """Take what is known now; what is only longer than before is added at the end."""
        known = len(self._files)
        if self._files and list(files[:known]) == self._files:
            new = list(files[known:])
            if new:
                self.beginInsertRows(QModelIndex(), known, known + len(new) - 1)
                self._files += new
                self._details += [_details(looked, self._kit) for looked in new]
                self.endInsertRows()
            return
        self.beginResetModel()
        self._files = list(files)
        self._details = [_details(looked, self._kit) for looked in files]
        self.endResetModel()

    def _retranslated(self) -> None:
        self.beginResetModel()
        self._details = [_details(looked, self._kit) for looked in self._files]
        self.endResetModel()

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said; a sign before files."""
        if not index.isValid():
            return None
        text_wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        file, detail = self.place(index)
        if detail is not None:
            words = self._details[file][detail] if index.column() == 0 else ""
            return words if text_wanted else None
        looked = self._files[file]
        if text_wanted:
            return looked_words(looked, self._kit.speaker.language) if index.column() else looked.file
        if role == SIGN_ROLE and index.column() == 0:
            return _sign(looked)
        return "muted" if role == INK_ROLE and index.column() else None


def _sign(looked: Looked) -> tuple[Sign, str]:
    if looked.clean:
        return Sign.DONE, "good"
    return Sign.WARN, "fault"


def _details(looked: Looked, kit: Kit) -> tuple[str, ...]:
    say, language = kit.speaker.say, kit.speaker.language
    found = []
    if looked.named_edition:
        found.append(say("An edition with names, as its name says. It is not for publication."))
    if looked.leftover:
        found.append(language.gettext(LEFTOVER_WORDS[looked.leftover]))
    found += [say("Not looked at: {reason}", reason=unread_words(one, language)) for one in looked.unread]
    found += [finding_words(one, language) for one in looked.findings[:_MOST_SHOWN]]
    if more := looked.more + max(len(looked.findings) - _MOST_SHOWN, 0):
        found.append(say("and {count} more", count=more))
    return tuple(found)
