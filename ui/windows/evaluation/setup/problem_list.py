"""What is wrong in a set-up, as a list that leads to each place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evalapp.setup_problems import Problem
from ui.windows.evaluation.setup.words import PARTS, problem_words
from ui.windows.kit import Kit
from ui.windows.row_cells import INK_ROLE, SIGN_ROLE, Index
from ui.windows.rows import Rows
from ui.windows.signs import Sign

PROBLEM = Qt.ItemDataRole.UserRole + 9
"""The role that gives a ``Problem``."""

_Role = Qt.ItemDataRole


class ProblemsModel(QAbstractTableModel):
    """The part, and what is wrong."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.problems: tuple[Problem, ...] = ()
        kit.speaker.changed.connect(self._retranslated)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Take others."""
        if [repr(one) for one in problems] != [repr(one) for one in self.problems]:
            self.beginResetModel()
            self.problems = problems
            self.endResetModel()

    def _retranslated(self) -> None:
        if self.problems:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.problems) - 1, 1))

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() else len(self.problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        problem = self.problems[index.row()]
        if role == PROBLEM:
            return problem
        if index.column() == 0:
            if role == SIGN_ROLE:
                return Sign.WARN, "warn" if problem.advice else "fault"
            words = self._kit.speaker.language.gettext(PARTS[problem.part])
            return words if role == _Role.DisplayRole else None
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return problem_words(problem, self._kit.speaker)
        return "ink" if role == INK_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Headings, already said."""
        if orientation is Qt.Orientation.Vertical or role != _Role.DisplayRole:
            return None
        say = self._kit.speaker.say
        return say("Where") if section == 0 else say("What to do")


class ProblemList(Rows):
    """The list; a click or Enter goes to the place.

    Signals:
        problem_chosen: a ``Problem``.
    """

    problem_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, {1: 1.0})
        self._most = 4
        self._model = ProblemsModel(kit)
        self.setModel(self._model)
        self.clicked.connect(self._choose)
        kit.theme.changed.connect(self._take_height)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show other problems."""
        self._model.show_problems(problems)
        self.fit()
        self._take_height()

    def show_at_most(self, rows: int) -> None:
        """Take no more height than for so many rows; the others are scrolled to."""
        if rows != self._most:
            self._most = rows
            self._take_height()

    def _take_height(self) -> None:
        em = self._kit.theme.em
        rows = min(self._model.rowCount(), self._most)
        self.setFixedHeight(round(em * 1.9) + rows * round(em * 2) + 2)

    def _choose(self, index: QModelIndex) -> None:
        self.problem_chosen.emit(index.data(PROBLEM))

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
