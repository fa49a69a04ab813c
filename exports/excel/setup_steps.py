"""Steps of scales: rows of one sheet, but lists inside rubrics and criteria in the TOML shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Step = dict[str, object]
Place = tuple[str, str, str]
"""Rubric, criterion (empty: all) and kind of evaluation (empty: all)."""


@dataclass(slots=True)
class Steps:
    """The steps of all scales, by place, in the order of their rows."""

    _places: dict[Place, list[Step]] = field(default_factory=dict)

    def add(self, rubric: str, criterion: str, kind: str, step: Step) -> None:
        """Add one row; ``criterion`` and ``kind`` may be empty."""
        self._places.setdefault((rubric, criterion, kind), []).append(step)

    def put_into(self, rubric: dict[str, object], criteria: Sequence[dict[str, object]]) -> None:
        """Give ``rubric`` and its ``criteria`` their lists.

        Steps for a kind but for no criterion go to every scored criterion without its own for that kind:
        the TOML shape has no other place for them.
        """
        identity = str(rubric.get("id", ""))
        for (owner, criterion, kind), steps in self._places.items():
            if owner != identity:
                continue
            if not criterion and not kind:
                rubric["steps"] = steps
                continue
            for table in criteria:
                if criterion and criterion != table.get("id"):
                    continue
                own_kind = (owner, str(table.get("id")), kind) in self._places
                if not kind:
                    table["steps"] = steps
                elif criterion or (table.get("scored", True) is True and not own_kind):
                    by_kind = table.setdefault("steps_by_kind", {})
                    if isinstance(by_kind, dict):
                        by_kind[kind] = list(steps)


def step_rows(rubric: Mapping[str, object]) -> Iterator[Step]:
    """The rows for a rubric of the TOML shape."""
    identity = str(rubric.get("id", ""))
    for step in _tables(rubric.get("steps")):
        yield {"rubric": identity, **step}
    for criterion in _tables(rubric.get("criteria")):
        place = {"rubric": identity, "criterion": criterion.get("id", "")}
        for step in _tables(criterion.get("steps")):
            yield place | step
        by_kind = criterion.get("steps_by_kind")
        if isinstance(by_kind, Mapping):
            for kind, steps in by_kind.items():
                for step in _tables(steps):
                    yield place | {"evaluation_kind": kind} | step


def _tables(value: object) -> list[Step]:
    return [dict(item) for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
