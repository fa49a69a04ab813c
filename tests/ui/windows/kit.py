"""A kit for tests of windows: dialogs and the desktop answer as the test says, the clock stands still."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from evalapp.language import load_language
from ui.windows.desktop import Desktop
from ui.windows.dialogs import Answer, Dialogs
from ui.windows.kit import Kit
from ui.windows.settings import Settings
from ui.windows.speaker import Speaker
from ui.windows.theme import Look, Theme

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class AnsweringDialogs(Dialogs):
    """Gives the answers put into it, in order, and keeps what was asked; an unexpected question fails."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.asked: list[str] = []

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        return self._next(title)  # type: ignore[return-value]

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, kinds: str, *, replaces: bool
    ) -> Path | None:
        return self._next(title)  # type: ignore[return-value]

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return self._next(title)  # type: ignore[return-value]

    def print_dialog(self, parent: QWidget | None, printer: QPrinter, pages: int) -> bool:
        """An answer that can be called sets the printer up; ``None`` is a change of mind."""
        answer = self._next(f"print {pages}")
        if not callable(answer):
            return False
        answer(printer)
        return True

    def ask(
        self, parent: QWidget | None, question: str, details: str, buttons: Sequence[tuple[Answer, str]]
    ) -> Answer:
        answer = self._next(f"{question}\n{details}")
        assert answer in [part for part, _label in buttons]
        return answer  # type: ignore[return-value]

    def ask_text(
        self, parent: QWidget | None, question: str, details: str, text: str, label: str
    ) -> str | None:
        return self._next(f"{question}\n{details}")  # type: ignore[return-value]

    def tell(self, parent: QWidget | None, sentence: str, details: str = "") -> None:
        self.asked.append(f"{sentence}\n{details}".strip())

    def _next(self, question: str) -> object:
        self.asked.append(question)
        assert self.answers, f"nobody was to be asked: {question}"
        return self.answers.pop(0)


class NotedDesktop(Desktop):
    """Opens nothing and keeps what was to be opened."""

    def __init__(self) -> None:
        self.drafts: list[tuple[str, str, str]] = []
        self.shown: list[Path] = []

    def mail_draft(self, to: str, subject: str, body: str) -> bool:
        self.drafts.append((to, subject, body))
        return True

    def show_file(self, path: Path) -> bool:
        self.shown.append(path)
        return True


def new_kit(app: QApplication, code: str = "ja", look: Look = Look.LIGHT, text_size: int = 100) -> Kit:
    """A kit whose dialogs are ``AnsweringDialogs`` and whose desktop is a ``NotedDesktop``."""
    return Kit(
        Speaker(load_language(code)),
        Theme(app, look, text_size),
        Settings(),
        AnsweringDialogs(),
        NotedDesktop(),
        lambda: NOON,
    )
