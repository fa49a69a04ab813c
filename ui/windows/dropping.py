"""Files dropped on a window; what is dropped stays where it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPen

from evalapp.errors import EvalError
from ui.windows.banner import Banners, Message, Weight
from ui.windows.kit import Kit
from ui.windows.theme import Theme


def take_drop(event: QDropEvent) -> bool:
    """Accept what another program drags over a window or drops there, whatever it is; returns whether it was.

    Always as a copy: of a move, the other program would take away what was dropped, be it a file or words.
    """
    if event.source() is not None or not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files on this computer that are dropped; none, for example, of a mail's attachment."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def paint_drop_place(painter: QPainter, rect: QRectF, theme: Theme, *, lit: bool) -> None:
    """The ground of a place for files: its edge is dashed, and strong while files are dragged over it."""
    pen = QPen(theme.colour("accent" if lit else "edge"), 2 if lit else 1.5)
    pen.setStyle(Qt.PenStyle.SolidLine if lit else Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("hover" if lit else "card"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.em * 0.5, theme.em * 0.5)


def say_no_file(kit: Kit, banners: Banners) -> None:
    """What was dropped lies in no folder, such as an attachment dragged out of a mail."""
    banners.show_message(
        "drop", Message(Weight.NOTICE, lambda: kit.speaker.phrase(EvalError("drop-no-file")))
    )
