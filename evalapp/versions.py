"""What can be undone: whole earlier states, each with the name of the step that left it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

_State = TypeVar("_State")

DEPTH = 300
"""How many steps can be taken back."""


@dataclass(frozen=True, slots=True)
class Step(Generic[_State]):
    """A state, and the name of the step that led from it or, among those undone, back to it."""

    state: _State
    name: str


@dataclass(frozen=True, slots=True)
class Versions(Generic[_State]):
    """A state with those before it and those undone, each newest last.

    Attributes:
        joins: what the newest step was made at, such as a cell that is typed in; empty: it stands for itself.
    """

    now: _State
    past: tuple[Step[_State], ...] = ()
    undone: tuple[Step[_State], ...] = ()
    joins: str = ""

    @property
    def undo_name(self) -> str:
        """The step that ``back`` takes back; empty: none."""
        return self.past[-1].name if self.past else ""

    @property
    def redo_name(self) -> str:
        """The step that ``forward`` makes again; empty: none."""
        return self.undone[-1].name if self.undone else ""

    def changed(self, state: _State, name: str, joins: str = "") -> Versions[_State]:
        """A new step; one made at the same place as the last (``joins``) becomes one with it."""
        if state == self.now:
            return self
        if joins and joins == self.joins and self.past:
            return replace(self, now=state, undone=())
        past = (*self.past, Step(self.now, name))[-DEPTH:]
        return Versions(state, past, (), joins)

    def back(self) -> Versions[_State]:
        """The state before; the same if there is none."""
        if not self.past:
            return self
        step = self.past[-1]
        return Versions(step.state, self.past[:-1], (*self.undone, Step(self.now, step.name)))

    def forward(self) -> Versions[_State]:
        """The state undone last; the same if there is none."""
        if not self.undone:
            return self
        step = self.undone[-1]
        return Versions(step.state, (*self.past, Step(self.now, step.name)), self.undone[:-1])
