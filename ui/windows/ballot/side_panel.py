"""Beside the sheet: the guidance of the criterion worked on, and the materials of the subject."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evalapp.model import Subject
from evalapp.rubric import Rubric
from ui.windows.ballot.guidance import GuidancePanel
from ui.windows.kit import Kit
from ui.windows.tabs import FlatTabs

if TYPE_CHECKING:
    from ui.windows.ballot.materials import MaterialsPanel


class Side(IntEnum):
    """The tabs, in their order."""

    GUIDANCE = 0
    MATERIALS = 1


class SidePanel(QWidget):
    """Two tabs; the reader of materials is made when it is first seen.

    Signals:
        turned: another tab is shown.
    """

    turned = Signal()

    def __init__(self, kit: Kit, make_materials: Callable[[], MaterialsPanel]) -> None:
        super().__init__()
        self._kit = kit
        self._make_materials = make_materials
        self._materials: MaterialsPanel | None = None
        self._subject: Subject | None = None
        self.guidance = GuidancePanel(kit)
        self.tabs = FlatTabs(kit)
        for _side in Side:
            self.tabs.addTab("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.guidance)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    @property
    def side(self) -> Side:
        """The tab shown."""
        return Side(self.tabs.currentIndex())

    @property
    def materials(self) -> MaterialsPanel:
        """The reader of materials."""
        if self._materials is None:
            self._materials = self._make_materials()
            self._pages.addWidget(self._materials)
            if self._subject:
                self._materials.show_subject(self._subject)
        return self._materials

    def turn_to(self, side: Side) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(side)

    def take_keyboard(self) -> None:
        """Put the keyboard into the tab shown."""
        page = self._pages.currentWidget()
        if page:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_subject(self, subject: Subject, question: tuple[Subject, Rubric] | None) -> None:
        """Have the guidance and the materials of a subject at hand.

        Args:
            subject: shown in the sheet.
            question: what the member is asked of it; ``None`` if the member does not judge it.
        """
        if question is None:
            self.guidance.show_nothing()
        elif subject != self._subject:
            self.guidance.show_criterion(*question, question[1].criteria[0].id)
        self._subject = subject
        if self._materials:
            self._materials.show_subject(subject)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the tabs; the second one tells how many materials there are."""
        say = self._kit.speaker.say
        self.tabs.setTabText(Side.GUIDANCE, say("Guidance"))
        count = len(self._subject.materials) if self._subject else 0
        materials = say("Materials ({count})", count=count) if count else say("Materials")
        self.tabs.setTabText(Side.MATERIALS, materials)
        self.tabs.setAccessibleName(say("Guidance and materials"))

    def _turn(self, number: int) -> None:
        self._pages.setCurrentWidget(self.materials if number == Side.MATERIALS else self.guidance)
        self.turned.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white ground, divided from the sheet by a line."""
        colours = self._kit.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.card))
        painter.fillRect(0, 0, 1, self.height(), QColor(colours.line))
        painter.end()
