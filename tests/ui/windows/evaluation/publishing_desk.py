"""The page on which documents are published, driven as its user drives it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from exports.documents import Kind
from tests.story import Desk, evalapp
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing.making import Made
from ui.windows.evaluation.publishing_page import PublishingPage

TEXTS = """
[[subject]]
id = "{id}"
{judged}
[[subject.recommendation]]
text = "提言の文章。"
response = "対処方針の文章。"
"""


def complete(desk: Desk) -> None:
    """Write every text that a final edition needs, with the command line."""
    whole = 'consensus = "総意の文章。"'
    each = "[subject.criteria]\n" + "".join(f'p{number} = "総意の文章。"\n' for number in range(1, 8))
    path = desk.folder / "complete.toml"
    texts = [TEXTS.format(id=id_, judged=whole) for id_ in "ABC"] + [TEXTS.format(id="P", judged=each)]
    path.write_text("".join(texts), "utf-8")
    evalapp("texts", desk.evaluation, "--from", path, "--apply")


class Publisher:
    """Who works on the page."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        self.office, self.qtbot = office, qtbot
        self.page = PublishingPage(office)
        qtbot.addWidget(self.page)
        self.page.resize(1170, 640)
        self.page.show()
        self.settle()

    @property
    def dialogs(self) -> AnsweringDialogs:
        assert isinstance(self.office.kit.dialogs, AnsweringDialogs)
        return self.office.kit.dialogs

    def settle(self) -> None:
        """Wait for everything that is under way."""
        self.qtbot.waitUntil(lambda: not self.office.jobs.busy, timeout=60_000)

    def look_at(self, kind: Kind) -> Made:
        """The document as it is shown."""
        documents = self.page.documents
        documents.list.setCurrentIndex(documents.list.documents.index(documents.list.documents.row_of(kind)))
        self.settle()
        shown = documents.preview.shown
        assert shown is not None
        assert shown[0] is kind
        return shown[1]

    def save_one(self, kind: Kind, path: Path) -> bytes:
        """What was written."""
        self.look_at(kind)
        self.dialogs.answers.append(path)
        self.page.documents.save_button.click()
        self.settle()
        return path.read_bytes()

    def save_ticked(self, folder: Path) -> None:
        """Save what is ticked, and wait for the check."""
        folder.mkdir(exist_ok=True)
        self.dialogs.answers.append(folder)
        self.page.documents.save_all_button.click()
        self.settle()

    def choose(self, *, named: bool = False, final: bool = False, order: int = 0, language: int = 0) -> None:
        """Make documents in another way."""
        options = self.page.documents.options
        (options.named if named else options.anonymous).click()
        for choice, place in (
            (options.edition, int(final)),
            (options.order, order),
            (options.language, language),
        ):
            choice.setCurrentIndex(place)
            choice.activated.emit(place)
        self.settle()
