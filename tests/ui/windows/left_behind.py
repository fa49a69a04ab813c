"""What of Qt is still there: the app runs for days, and what windows leave behind adds up."""

from __future__ import annotations

import gc
from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication


def standing() -> Counter[str]:
    """How many objects of each of Qt's and our kinds Python still knows, when all garbage is gone."""
    for _turn in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    return Counter(type(one).__qualname__ for one in gc.get_objects() if issubclass(type(one), QObject))
