"""Menus as data: each act has a name, its keys, and is said anew when the language changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from evalapp.language import LANGUAGES
from ui.windows.kit import Kit
from ui.windows.theme import TEXT_SIZES, Look

KeySource = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a menu.

    Attributes:
        name: by which the window finds its action.
        words: what it is called now.
        do: what it does.
        keys: its shortcuts; the first is shown.
        checkable: it is switched on and off.
    """

    name: str
    words: Callable[[], str]
    do: Callable[[], object]
    keys: Sequence[KeySource] = field(default=())
    checkable: bool = False


class Menus(QObject):
    """The actions of one window.

    Attributes:
        actions: by their names.
    """

    def __init__(self, kit: Kit, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._kit = kit
        self._bar = bar
        self.actions: dict[str, QAction] = {}
        self._said: list[tuple[Callable[[str], object], Callable[[], str]]] = []
        kit.speaker.changed.connect(self.retranslate)

    def add(self, title: Callable[[], str], acts: Sequence[Act | None]) -> QMenu:
        """Add a menu; ``None`` draws a line."""
        menu = self._bar.addMenu(title())
        self._said.append((menu.setTitle, title))
        for act in acts:
            if act is None:
                menu.addSeparator()
                continue
            action = menu.addAction(act.words())
            action.setShortcuts([QKeySequence(key) for key in act.keys])
            action.setCheckable(act.checkable)
            action.triggered.connect(_without_argument(act.do))
            self._said.append((action.setText, act.words))
            self.actions[act.name] = action
        return menu

    def add_preferences(self, menu: QMenu) -> None:
        """The choices of language, colours and text size, made when the menu is first opened."""
        menu.aboutToShow.connect(partial(self._fill, menu), Qt.ConnectionType.SingleShotConnection)

    def add_help(self, show_keys: Callable[[], object], show_about: Callable[[], object]) -> None:
        """The last menu, which is the same in every window."""
        say = self._kit.speaker.say
        self.add(
            lambda: say("&Help"),
            (
                Act("keys", lambda: say("Keys"), show_keys, ("Ctrl+/",)),
                Act("about", lambda: say("About this app"), show_about),
            ),
        )

    def retranslate(self) -> None:
        """Say all titles and names."""
        for set_text, words in self._said:
            set_text(words())

    def _fill(self, menu: QMenu) -> None:
        from ui.windows.preferences import (
            LANGUAGE_NAMES,
            choose_language,
            choose_look,
            choose_text_size,
            look_name,
        )

        kit = self._kit
        menu.addSeparator()
        self._choices(
            menu,
            lambda: kit.speaker.say("Language"),
            [(partial(LANGUAGE_NAMES.__getitem__, code), code) for code in LANGUAGES],
            lambda code: choose_language(kit, str(code)),
            lambda: kit.speaker.language.code,
        )
        self._choices(
            menu,
            lambda: kit.speaker.say("Colours"),
            [(partial(look_name, kit.speaker, look), look) for look in Look],
            lambda look: choose_look(kit, Look(str(look))),
            lambda: kit.theme.look,
        )
        self._choices(
            menu,
            lambda: kit.speaker.say("Text size"),
            [(partial("{} %".format, percent), percent) for percent in TEXT_SIZES],
            lambda percent: choose_text_size(kit, int(str(percent))),
            lambda: kit.theme.text_size,
        )

    def _choices(
        self,
        menu: QMenu,
        title: Callable[[], str],
        choices: Sequence[tuple[Callable[[], str], object]],
        choose: Callable[[object], object],
        chosen: Callable[[], object],
    ) -> None:
        inner = menu.addMenu(title())
        self._said.append((inner.setTitle, title))
        group = QActionGroup(inner)
        made = []
        for words, value in choices:
            action = inner.addAction(words())
            action.setCheckable(True)
            group.addAction(action)
            self._said.append((action.setText, words))
            action.triggered.connect(_without_argument(partial(choose, value)))
            made.append((action, value))

        def show_chosen() -> None:
            for action, value in made:
                action.setChecked(value == chosen())

        inner.aboutToShow.connect(show_chosen)
        show_chosen()


def literal(text: str) -> str:
    """``text`` as a menu shows it sign by sign: a single & would underline what follows it."""
    return text.replace("&", "&&")


def _without_argument(do: Callable[[], object]) -> Callable[[bool], None]:
    """A slot for ``triggered``, which says whether the action is checked."""

    def slot(_checked: bool) -> None:  # noqa: FBT001 - Qt passes it so
        do()

    return slot
