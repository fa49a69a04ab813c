"""Which kinds of comment are asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.rubric import CommentKind
from evalapp.rubric_edits import with_comment
from exports.wording import comment_kind
from ui.windows.controls import CheckBox
from ui.windows.evaluation.rubric.fields import heading
from ui.windows.flow import Flow
from ui.windows.kit import Kit


class CommentsForm(QWidget):
    """A box to tick for each kind.

    Signals:
        edited: the kinds asked for then.
    """

    edited = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._kinds: tuple[CommentKind, ...] = ()
        self.title = heading(kit.theme)
        self.boxes = {kind: CheckBox(kit.theme) for kind in CommentKind}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(Flow(*self.boxes.values()))
        for kind, box in self.boxes.items():
            box.clicked.connect(
                lambda wanted, kind=kind: self.edited.emit(with_comment(self._kinds, kind, wanted=wanted))
            )
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_kinds(self, kinds: tuple[CommentKind, ...], *, may: bool) -> None:
        """Show which are asked for."""
        self._kinds = kinds
        for kind, box in self.boxes.items():
            box.setChecked(kind in kinds)
            box.setEnabled(may)

    def rename(self, name: str) -> None:
        """What the comments are on."""
        self.title.setText(name)
        for box in self.boxes.values():
            box.setAccessibleDescription(name)

    def retranslate(self) -> None:
        """Say all texts."""
        for kind, box in self.boxes.items():
            box.setText(comment_kind(kind, self._kit.speaker.language))
