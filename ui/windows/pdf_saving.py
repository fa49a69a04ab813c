"""A PDF shown in a window, written to a file of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from evalapp.files import write_keeping
from ui.windows.desktop import documents_folder
from ui.windows.kit import Kit

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class SavedPdf:
    """Where a PDF was written, and the new name of an older document that stood there."""

    path: Path
    kept: Path | None

    def sentence(self, kit: Kit) -> str:
        """What is said of it."""
        say = kit.speaker.say
        said = say("Saved as {file}.", file=self.path)
        if self.kept:
            said += say(" The earlier document is now called {kept}.", kept=self.kept.name)
        return said


def save_pdf(kit: Kit, parent: QWidget, title: str, name: str, content: bytes) -> SavedPdf | None:
    """Ask where, and write ``content`` as it is; ``None`` if the user changed their mind.

    Args:
        kit: for the dialog.
        parent: the window asking.
        title: of the dialog.
        name: proposed; perhaps from a file of others, so it never leads to another folder.
        content: the PDF's bytes.

    Raises:
        EvalError: what the file system refuses.
    """
    return save_document(kit, parent, title, name, content, ".pdf")


def save_document(
    kit: Kit, parent: QWidget, title: str, name: str, content: bytes, suffix: str
) -> SavedPdf | None:
    """The same for a document of another kind, which ``suffix`` (with its point) names."""
    proposed = documents_folder() / safe_name(name)
    kinds = f"{suffix[1:].upper()} (*{suffix})"
    target = kit.dialogs.save_file(parent, title, proposed, kinds, replaces=True)
    if target is None:
        return None
    if target.suffix.lower() != suffix:
        target = target.with_name(f"{target.name}{suffix}")
    return SavedPdf(target, write_keeping(target, content))


def safe_name(name: str) -> str:
    """``name`` as every system takes it for a file, without any folder."""
    bare = _NOT_IN_NAMES.sub("_", name).strip(" .")
    return bare or "document.pdf"
