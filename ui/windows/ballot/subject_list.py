"""The list of subjects at the window's left, each with how far its sheet is."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from ui.windows.ballot.subject_item import SubjectDelegate
from ui.windows.ballot.subject_model import Index, SubjectModel
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit
from ui.windows.scroll_bar import use_scroll_bars


class SubjectList(QListView):
    """All subjects in the evaluation's order; what is current is what the sheet shows.

    Signals:
        subject_chosen: the user moved to a subject, or clicked the current one again; its id.
        subject_entered: the user wants to go on in the sheet of a subject (Enter); its id.
    """

    subject_chosen = Signal(str)
    subject_entered = Signal(str)

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self._model = SubjectModel(kit.speaker, work)
        self._quiet = False
        self.setModel(self._model)
        # made here: to find out what kind of widget Qt's own is, all its classes would be loaded (10 ms)
        viewport = QWidget()
        self.setViewport(viewport)
        self.setItemDelegate(SubjectDelegate(kit, viewport.width, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        viewport.setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    @property
    def subject_id(self) -> str | None:
        """Of the current subject, if any."""
        index = self.currentIndex()
        return self._model.entry(index.row()).subject.id if index.isValid() else None

    def show_subject(self, subject_id: str) -> None:
        """Make a subject the current one without telling anybody."""
        index = self._model.index(self._model.row_of(subject_id))
        self._quiet = True
        try:
            self.setCurrentIndex(index)
        finally:
            self._quiet = False
        self.scrollTo(index)

    def retranslate(self) -> None:
        """Say the name of the list; the items say themselves anew."""
        self.setAccessibleName(self._kit.speaker.say("Subjects of evaluation"))
        self.scheduleDelayedItemsLayout()

    def relayout(self) -> None:
        """Take sizes from the text size."""
        self.verticalScrollBar().setSingleStep(round(self._kit.theme.em * 1.5))
        self.scheduleDelayedItemsLayout()

    # Qt's

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which subject was moved to, unless the window itself moved."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.subject_chosen.emit(self._model.entry(current.row()).subject.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on in the sheet."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.subject_id is not None:
            self.subject_entered.emit(self.subject_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the current subject is said too."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        again = self.indexAt(event.position().toPoint()) == before
        if before.isValid() and again and event.button() is Qt.MouseButton.LeftButton:
            # the window may show the overview: a click on the marked subject leads back to its sheet
            self.subject_chosen.emit(self._model.entry(before.row()).subject.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # at once: Qt waits for a tenth of a second, in which titles would be cut
            self.scheduleDelayedItemsLayout()

    def selectionCommand(self, index: Index, event: object = None) -> QItemSelectionModel.SelectionFlag:
        """Whatever the keys held: the current subject, and nothing else, is marked."""
        del event
        if not index.isValid():
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return QItemSelectionModel.SelectionFlag.ClearAndSelect
