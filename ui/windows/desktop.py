"""What is asked of the desktop around the app: a mail draft, a folder shown. Seam for tests."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

SAFE_DRAFT = 2_000
"""The longest ``mailto:`` address, in signs, that every mail program takes whole; a kanji counts as nine."""

LONGEST_DRAFT = 30_000
"""The longest address that Windows can hand over at all."""


class Desktop:
    """The user's mail program and file manager."""

    def mail_draft(self, to: str, subject: str, body: str) -> bool:
        """Open a mail draft; ``False`` if no mail program takes it. Nothing is sent and nothing attached."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        return QDesktopServices.openUrl(QUrl(mail_address(to, subject, body), QUrl.ParsingMode.StrictMode))

    def show_file(self, path: Path) -> bool:
        """Show a file in the file manager, selected where that is possible; ``False`` if nothing opened."""
        import subprocess

        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        # the list of words is passed on as it is: no shell reads it
        if sys.platform == "win32":
            return subprocess.Popen(["explorer", "/select,", str(path)]).pid > 0  # noqa: S603, S607
        if sys.platform == "darwin":
            return subprocess.Popen(["open", "-R", str(path)]).pid > 0  # noqa: S603, S607
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def mail_address(to: str, subject: str, body: str) -> str:
    """The ``mailto:`` address (RFC 6068) of a draft; line ends are CR LF there."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def documents_folder() -> Path:
    """Where people keep what they write."""
    from PySide6.QtCore import QStandardPaths

    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
    )
