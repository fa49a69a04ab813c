"""What is wrong in a set-up, as a list that leads to each place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evalapp.language import N_
from evalapp.setup_problems import Problem
from ui.windows.evaluation.setup.words import PARTS, problem_words
from ui.windows.kit import Kit
from ui.windows.row_cells import INK_ROLE, SIGN_ROLE, Index
from ui.windows.row_models import HeadedRows
from ui.windows.rows import Rows
from ui.windows.signs import Sign
from ui.windows.speaker import Speaker

PROBLEM = Qt.ItemDataRole.UserRole + 9
"""The role that gives a ``Problem``."""

_Role = Qt.ItemDataRole


class ProblemsModel(HeadedRows):
    """The part, and what is wrong."""

    heads = (N_("Where"), N_("What to do"))

    def __init__(self, speaker: Speaker) -> None:
        super().__init__(speaker)
        self.problems: tuple[Problem, ...] = ()
        speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The problems."""
        return len(self.problems)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Take others."""
        if [repr(one) for one in problems] != [repr(one) for one in self.problems]:
            self.beginResetModel()
            self.problems = problems
            self.endResetModel()

    # Qt's

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
            words = self._speaker.language.gettext(PARTS[problem.part])
            return words if role == _Role.DisplayRole else None
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return problem_words(problem, self._speaker)
        return "ink" if role == INK_ROLE else None


class ProblemList(Rows):
    """The list; a click or Enter goes to the place.

    Signals:
        problem_chosen: a ``Problem``.
    """

    problem_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, {1: 1.0})
        self._most = 4
        self._model = ProblemsModel(kit.speaker)
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
