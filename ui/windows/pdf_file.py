"""A PDF opened from bytes in memory: nothing of it is ever written to the disk or looked for on it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument

from evalapp.errors import EvalError

_LOCKED = (QPdfDocument.Error.IncorrectPassword, QPdfDocument.Error.UnsupportedSecurityScheme)


def open_pdf(name: str, content: bytes) -> QPdfDocument:
    """A document ready to be shown, with at least one page.

    Raises:
        EvalError: ``pdf-locked`` (a password is needed) or ``pdf-unreadable``.
    """
    document = QPdfDocument()
    # a child of the document: Qt reads from it as long as pages are drawn
    buffer = QBuffer(document)
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.error() in _LOCKED:
        raise EvalError("pdf-locked", file=name)
    if document.status() is not QPdfDocument.Status.Ready or document.pageCount() < 1:
        raise EvalError("pdf-unreadable", file=name)
    return document
