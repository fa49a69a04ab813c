"""The intakes so far as a tree: an intake, and below it its files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from evalapp.language import N_
from evalapp.store.intakes import IntakeNote, TakenIn
from ui.windows.evaluation.intake.words import kind_word, member_name
from ui.windows.evaluation.office import Office
from ui.windows.revisions import revision_text, shown_moment
from ui.windows.row_models import TwoLevels
from ui.windows.rows import CODE_ROLE, INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign


class HistoryModel(TwoLevels):
    """Intakes, the newest first; below each its files."""

    heads = (N_("Intake"), N_("When"), N_("By whom"), N_("Files"), N_("State"))

    def __init__(self, office: Office) -> None:
        super().__init__(office.kit.speaker)
        self._office = office
        self.notes: tuple[IntakeNote, ...] = ()

    def count(self) -> int:
        """The intakes."""
        return len(self.notes)

    def count_below(self, row: int) -> int:
        """The files of one."""
        return len(self.notes[row].files)

    def show_notes(self, notes: Sequence[IntakeNote]) -> None:
        """Take other intakes."""
        self.beginResetModel()
        self.notes = tuple(notes)
        self.endResetModel()

    def note_at(self, index: Index) -> IntakeNote | None:
        """The intake of a row, or of the intake that a file's row belongs to."""
        return self.notes[self.place(index)[0]] if index.isValid() else None

    def _texts(self, note: IntakeNote) -> tuple[str, ...]:
        kit, say = self._office.kit, self._office.kit.speaker.say
        state = say("stands")
        if note.undone_at:
            state = say(
                "undone {when} by {actor}", when=shown_moment(note.undone_at, kit), actor=note.undone_by
            )
        if note.reason:
            state += "　" + say("Reason: {reason}", reason=note.reason)
        return (
            say("Intake {number}", number=note.number),
            shown_moment(note.at, kit),
            note.actor,
            say("{count} files", count=len(note.files)),
            state,
        )

    def _file_texts(self, file: TakenIn) -> tuple[str, ...]:
        kit = self._office.kit
        return (
            file.file_name,
            member_name(self._office.evaluation, file.member_id),
            kind_word(file.kind, kit.speaker),
            revision_text(file.revision, kit, draft=file.draft),
            file.code,
        )

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and what they are drawn with."""
        note = self.note_at(index)
        if note is None:
            return None
        file, column = self.place(index)[1], index.column()
        top = file is None
        found: object = None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            texts = self._texts(note) if file is None else self._file_texts(note.files[file])
            found = texts[column]
        elif role == SIGN_ROLE and top and column == 4:
            found = (Sign.CLOSE, "muted") if note.undone_at else (Sign.DONE, "good")
        elif role == INK_ROLE:
            found = "muted" if note.undone_at else "ink"
        elif role == CODE_ROLE:
            found = not top and column == 4
        return found
