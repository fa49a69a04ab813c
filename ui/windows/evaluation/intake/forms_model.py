"""The Excel forms that wait to be confirmed, as a table model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from evalapp.confirming import Waiting
from evalapp.language import N_
from ui.windows.evaluation.intake.words import joined, member_name
from ui.windows.evaluation.office import Office
from ui.windows.revisions import shown_moment
from ui.windows.row_models import HeadedRows
from ui.windows.rows import CODE_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign

MEMBER, CODE, STATE = range(3)


class FormsModel(HeadedRows):
    """Member, code, and how the form stands: what it changes, when it was taken in and by whom."""

    heads = (N_("Member"), N_("Verification code"), N_("State"))

    def __init__(self, office: Office) -> None:
        super().__init__(office.kit.speaker)
        self._office = office
        self.forms: tuple[Waiting, ...] = ()

    def count(self) -> int:
        """The forms that wait."""
        return len(self.forms)

    def show_forms(self, forms: Sequence[Waiting]) -> None:
        """Take other forms."""
        self.beginResetModel()
        self.forms = tuple(forms)
        self.endResetModel()

    def _texts(self, one: Waiting) -> tuple[str, ...]:
        kit, form = self._office.kit, one.form
        say, changes = kit.speaker.say, len(one.differences)
        parts = [
            say("blank {count}", count=len(one.open_cells)) if one.open_cells else "",
            say("changes {count} answers", count=changes) if changes else "",
            say(
                "taken in {when} by {actor}", when=shown_moment(form.received_at, kit), actor=form.taken_in_by
            ),
        ]
        return member_name(self._office.evaluation, form.member_id), form.code, joined(parts, kit.speaker)

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and what they are drawn with."""
        if not index.isValid():
            return None
        one, column = self.forms[index.row()], index.column()
        found: object = None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            found = self._texts(one)[column]
        elif role == SIGN_ROLE and column == MEMBER:
            found = (Sign.WARN, "warn") if one.open_cells else (Sign.BUSY, "accent")
        elif role == CODE_ROLE:
            found = column == CODE
        return found
