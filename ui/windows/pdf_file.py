"""A PDF opened from bytes in memory: nothing of it is ever written to the disk or looked for on it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel

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


def linked_page(document: QPdfDocument, page: int, at: QPointF) -> int | None:
    """The page of the document that a link at a place (points) of ``page`` leads to.

    Links out of the document lead nowhere: the app opens no address that a file of others names.
    """
    model = QPdfLinkModel()
    model.setDocument(document)
    model.setPage(page)
    link = model.linkAt(at)
    return link.page() if link.isValid() and not link.url().isValid() and link.page() >= 0 else None
