"""The one seam through which a window asks or tells something and waits: tests put an answer in its place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


class Answer(StrEnum):
    """The part of a dialog's button: what it does, not what it says."""

    YES = "yes"
    OTHER = "other"
    DISCARD = "discard"
    CANCEL = "cancel"


class Dialogs:
    """Modal questions. ``parent`` is the window they belong to; all texts come already said."""

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        """Existing files chosen by the user; empty if none.

        Args:
            parent: the window asking.
            title: of the dialog.
            folder: where it starts.
            kinds: Qt's filter, for example ``"評価票ファイル (*.ballot)"``.
        """
        from PySide6.QtWidgets import QFileDialog

        names, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, kinds: str, *, replaces: bool
    ) -> Path | None:
        """A name to write to, or ``None``.

        Args:
            parent: the window asking.
            title: of the dialog.
            proposed: the folder where it starts, and the name.
            kinds: as for ``open_files``.
            replaces: what has the name now will make way; the dialog asks before. Otherwise it does not ask
                what would then be refused: the caller says that the name is taken.
        """
        from PySide6.QtWidgets import QFileDialog

        option = QFileDialog.Option(0) if replaces else QFileDialog.Option.DontConfirmOverwrite
        name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds, options=option)
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """A folder, or ``None``."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None

    def print_dialog(self, parent: QWidget | None, printer: QPrinter, pages: int) -> bool:
        """Let the user choose printer, pages and copies; ``False`` if they changed their mind.

        Args:
            parent: the window asking.
            printer: takes what is chosen.
            pages: how many there are.
        """
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return bool(dialog.exec())

    def ask(
        self, parent: QWidget | None, question: str, details: str, buttons: Sequence[tuple[Answer, str]]
    ) -> Answer:
        """Put a question; the first button is the one that Enter presses, Escape gives ``CANCEL``.

        Args:
            parent: the window asking.
            question: one sentence.
            details: what follows from the answer; may be empty.
            buttons: their parts and labels, most wanted first; one of them is ``CANCEL``.
        """
        from PySide6.QtWidgets import QMessageBox

        roles = {
            Answer.YES: QMessageBox.ButtonRole.AcceptRole,
            Answer.OTHER: QMessageBox.ButtonRole.ActionRole,
            Answer.DISCARD: QMessageBox.ButtonRole.DestructiveRole,
            Answer.CANCEL: QMessageBox.ButtonRole.RejectRole,
        }
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_set_for_reading(question))
        box.setInformativeText(_set_for_reading(details))
        made = {box.addButton(label, roles[answer]): answer for answer, label in buttons}
        first = next(iter(made))
        box.setDefaultButton(first)
        for button, answer in made.items():
            if answer is Answer.CANCEL:
                box.setEscapeButton(button)
        box.exec()
        return made.get(box.clickedButton(), Answer.CANCEL)  # type: ignore[call-overload, no-any-return]

    def ask_text(
        self, parent: QWidget | None, question: str, details: str, text: str, label: str
    ) -> str | None:
        """Have one line written; ``None`` if the user changed their mind. What is left empty is not taken.

        Args:
            parent: the window asking.
            question: one sentence.
            details: what the text is for; may be empty.
            text: what stands there first.
            label: of the button that takes the text.
        """
        from ui.windows.text_question import TextQuestion

        return TextQuestion(parent, _set_for_reading(question), _set_for_reading(details), text, label).ask()

    def tell(self, parent: QWidget | None, sentence: str, details: str = "") -> None:
        """Say something that has to be seen before going on, such as a file that cannot be opened."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(_set_for_reading(sentence))
        box.setInformativeText(_set_for_reading(details))
        box.exec()


def _set_for_reading(text: str) -> str:
    """``text`` with the distance between lines that Japanese needs; nothing in it is read as markup."""
    lines = escape(text).replace("\n", "<br>")
    return f'<p style="line-height:140%">{lines}</p>' if text else ""
