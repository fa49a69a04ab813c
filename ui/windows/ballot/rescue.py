"""The way out when answers cannot be saved where they are: try again, or go on in another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evalapp.errors import EvalError
from ui.windows.ballot.work import Work
from ui.windows.banner import Banners, Message, Weight
from ui.windows.desktop import documents_folder
from ui.windows.dialogs import Answer
from ui.windows.free_name import free_name
from ui.windows.kit import Kit

_NAME = "saving"


class Rescue(QObject):
    """Says in a banner that saving failed, and why, for as long as it does.

    Signals:
        moved: the work goes on in another file.
    """

    moved = Signal()

    def __init__(self, kit: Kit, work: Work, banners: Banners, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._work = work
        self._banners = banners
        self._window = window
        self._shown = ""
        work.state_changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show, change or take away the banner."""
        fault = self._work.state.fault
        shown = repr(fault) if fault else ""
        if shown == self._shown:
            return
        self._shown = shown
        if fault is None:
            self._banners.put_away(_NAME)
            return
        say = self._kit.speaker.say
        acts: list[tuple[Callable[[], str], Callable[[], object]]] = [
            (lambda: say("Save elsewhere …"), self.save_elsewhere)
        ]
        if fault.code != "file-moved":
            acts.insert(0, (lambda: say("Try again"), self._work.save_again))
        self._banners.show_message(
            _NAME, Message(Weight.ALARM, lambda: self._kit.speaker.phrase(fault), tuple(acts))
        )

    def save_elsewhere(self) -> bool:
        """Ask for another place and go on there; whether that was done."""
        say, path = self._kit.speaker.say, self._work.sitting.file.path
        self._work.flush()
        target = self._kit.dialogs.save_file(
            self._window,
            say("Save elsewhere"),
            free_name(documents_folder() / path.name),
            ballot_files(self._kit),
            replaces=False,
        )
        if target is None:
            return False
        target = _named_ballot(target)
        try:
            self._work.move_to(target)
        except EvalError as fault:
            self._kit.dialogs.tell(self._window, self._kit.speaker.phrase(fault))
            return False
        self._say_where(
            "moved", target, lambda: say("From now on your answers are saved in {file}.", file=target)
        )
        self.moved.emit()
        return True

    def save_copy(self) -> None:
        """Write a copy of the ballot with all that is shown; the work goes on where it is."""
        say, path = self._kit.speaker.say, self._work.sitting.file.path
        self._work.flush()
        target = self._kit.dialogs.save_file(
            self._window, say("Save a copy"), free_name(path), ballot_files(self._kit), replaces=False
        )
        if target is None:
            return
        target = _named_ballot(target)
        try:
            self._work.sitting.copy_to(target)
        except EvalError as fault:
            self._kit.dialogs.tell(self._window, self._kit.speaker.phrase(fault))
            return
        self._say_where("copy", target, lambda: say("The copy is saved: {file}", file=target))

    def may_close(self, *, unkept: bool) -> bool:
        """Whether the window may close: everything is saved, or the user gives it up knowingly.

        Args:
            unkept: something is typed that cannot be kept, such as a comment that is too long.
        """
        self._work.flush()
        if unkept and not self._gives_up_unkept():
            return False
        while self._work.sitting.waiting or (self._work.state.fault and not self._work.read_only):
            say, state = self._kit.speaker.say, self._work.state
            # a file that is gone takes with it what was saved in it
            at_stake = (
                say("Your latest answers are not saved yet.")
                if self._work.sitting.waiting
                else say("The file with your answers cannot be reached any more.")
            )
            answer = self._kit.dialogs.ask(
                self._window,
                at_stake,
                self._kit.speaker.phrase(state.fault) if state.fault else "",
                (
                    (Answer.YES, say("Save elsewhere …")),
                    (Answer.OTHER, say("Try again")),
                    (Answer.DISCARD, say("Close without saving")),
                    (Answer.CANCEL, say("Stay")),
                ),
            )
            if answer is Answer.YES:
                self.save_elsewhere()
            elif answer is Answer.OTHER:
                self._work.save_again()
            else:
                return answer is Answer.DISCARD
        return True

    def _say_where(self, name: str, target: Path, sentence: Callable[[], str]) -> None:
        say = self._kit.speaker.say
        show = (lambda: say("Show in folder"), lambda: self._kit.desktop.show_file(target))
        self._banners.show_message(name, Message(Weight.NOTICE, sentence, (show,)))

    def _gives_up_unkept(self) -> bool:
        say = self._kit.speaker.say
        answer = self._kit.dialogs.ask(
            self._window,
            say("A comment cannot be kept as it is, for example because it is too long."),
            say("If you close now, what you changed in it last is lost."),
            ((Answer.CANCEL, say("Stay")), (Answer.DISCARD, say("Close without saving"))),
        )
        return answer is Answer.DISCARD


def _named_ballot(path: Path) -> Path:
    """``path`` as every system knows it for a ballot."""
    return path if path.suffix == ".ballot" else path.with_name(f"{path.name}.ballot")


def ballot_files(kit: Kit) -> str:
    """The filter of file dialogs."""
    return kit.speaker.say("Ballots") + " (*.ballot)"
