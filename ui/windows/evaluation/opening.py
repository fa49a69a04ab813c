"""Opening an evaluation in a window."""

from __future__ import annotations

from evalapp.store.evaluation_file import EvaluationFile
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.opened import Opened


def open_evaluation(kit: Kit, opened: Opened) -> tuple[EvaluationWindow, Office]:
    """Open the file and make its window.

    Raises:
        EvalError: the file is damaged, of another kind, or newer.
    """
    file = EvaluationFile(opened.path)
    try:
        office = Office(kit, file, read_only=opened.locked_elsewhere)
        return EvaluationWindow(office, opened), office
    except BaseException:
        file.close()
        raise
