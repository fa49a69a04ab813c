"""The joint texts of an open evaluation: as they stand, and what is written into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, Signal

from evalapp.store.texts import read_texts, write_texts
from evalapp.texts import Place, Texts, Value
from evalapp.texts_editing import plan_edit
from evalapp.texts_kept import NOTHING_KEPT, KeptTexts
from evalapp.texts_plan import TextChange, TextStatus, assembled
from ui.windows.evaluation.office import Office


class Editing(QObject):
    """Reads and writes the texts.

    Attributes:
        kept: the texts as they stand.

    Signals:
        changed: they are others.
    """

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.kept: KeptTexts = NOTHING_KEPT
        self._snapped = False

    @property
    def texts(self) -> Texts:
        """The texts as they stand."""
        return self.kept.texts

    def refresh(self) -> None:
        """Read them if they have changed."""
        found = read_texts(self.office.file)
        if found.digest != self.kept.digest:
            self.kept = found
            self.changed.emit()

    def let_go(self) -> None:
        """Nothing that was written waits to be saved."""
        self.office.let_go(self)

    def save(
        self, table: Mapping[str, object], base: Mapping[Place, Value], taken: Collection[Place] = ()
    ) -> tuple[TextChange, ...]:
        """Write what one subject's table changes; one line of the record.

        Args:
            table: as a texts file has it.
            base: what the editing began with, by place.
            taken: places where the table's text is meant although somebody else has changed it, too.

        Returns:
            What somebody else has changed meanwhile: it is left as it stands.

        Raises:
            EvalError: the table cannot be read, or what the disk refuses.
        """
        office = self.office
        with office.keeping(self) as file:
            before = read_texts(file)
            plan = plan_edit(table, office.evaluation, before.texts, assembled(base), taken)
            if plan.carried_out:
                # a copy before the first edit of a sitting; the texts' earlier states are all in the file
                write_texts(file, plan, before, office.now(), office.actor, snapshot=not self._snapped)
                self._snapped = True
        if plan.carried_out:
            office.look(own=True)
        self.refresh()
        return tuple(change for change in plan.changes if change.status is TextStatus.CONFLICT)
