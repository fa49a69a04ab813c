"""The tables of the secretariat's window, written into by somebody else: damage is named, never a bug."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evalapp import canonical
from evalapp.correcting import corrections_of
from evalapp.errors import EvalError
from evalapp.setup_draft import DraftMaterial
from evalapp.setup_problems import contents_of, evaluation_of
from evalapp.setup_starts import draft_of
from evalapp.store.adopting import adopt
from evalapp.store.double_entry import typings
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.freezing import close
from evalapp.store.setup_draft import (
    material_content,
    materials_in_force,
    put_material,
    read_draft,
    write_draft,
)
from evalapp.store.watching import Watching
from tests.story import NOON, Desk, tampering
from tests.trials import office_driver

_PDF = b"%PDF-1.4 material"
_DEEP = '{"a":' + "[" * 100_000 + "}"


@pytest.fixture
def busy(small: Desk) -> Desk:
    """A closed evaluation with a sheet typed in twice, a draft of the set-up and a material beside it."""
    with EvaluationFile(small.evaluation) as file:
        close(file, NOON, "secretary")
    for act in ("first", "second", "draft"):
        assert office_driver.act(act, str(small.evaluation)) == 0
    return small


def _facts(file: EvaluationFile) -> object:
    return Watching(file).facts()


def _adopt(file: EvaluationFile) -> None:
    draft = read_draft(file)
    assert draft is not None
    evaluation = evaluation_of(draft, file.evaluation.info.id)
    adopt(file, evaluation, contents_of(draft), NOON, "secretary", kept={}, reason="誤記のため")


def _read_material(file: EvaluationFile) -> bytes:
    return material_content(file, canonical.digest(_PDF))


_CASES: list[tuple[str, tuple[object, ...], Callable[[EvaluationFile], object]]] = [
    *(
        (f"UPDATE setup_draft SET document = {what}", values, read_draft)
        for what, values in (
            ("?", ("{}",)),
            ("?", (_DEEP,)),
            ("CAST(x'7bff7d' AS TEXT)", ()),
            ("json_remove(document, '$.subjects[0].cells[0]')", ()),
            ("json_set(document, '$.subjects[1].key', json_extract(document, '$.subjects[0].key'))", ()),
            ("json_set(document, '$.recusals', json(?))", ('[{"member":7,"subject":7,"kind":"absent"}]',)),
            ("json_set(document, '$.materials', json(?))", ('{"77":[{"name":"a.pdf","sha256":"0"}]}',)),
        )
    ),
    *(
        (f"UPDATE typing SET {column} = ?", (value,), typings)
        for column, value in (
            ("first_sheet", "{}"),
            ("first_sheet", _DEEP),
            ("second_sheet", '{"finished":true,"sheet":{"subject_id":"P","marks":{"c1":NaN}}}'),
            ("first_at", "yesterday"),
        )
    ),
    ("UPDATE typing SET first_sheet = ?", (_DEEP,), _facts),
    *(
        (f"UPDATE closing SET {column} = ?", (value,), corrections_of)
        for column, value in (("document", "{}"), ("document", _DEEP), ("at", "today"))
    ),
    ("DELETE FROM draft_material", (), _read_material),
    ("UPDATE draft_material SET content = x'00'", (), _read_material),
    ("DELETE FROM draft_material", (), _adopt),
    ("UPDATE draft_material SET content = x'00'", (), _adopt),
]


@pytest.mark.parametrize(("statement", "values", "read"), _CASES)
def test_damage_is_named(
    statement: str, values: tuple[object, ...], read: Callable[[EvaluationFile], object], busy: Desk
) -> None:
    with EvaluationFile(busy.evaluation) as file:
        if read is not _adopt:
            read(file)
    with tampering(busy.evaluation) as connection:
        assert connection.execute(statement, values).rowcount
    before = busy.evaluation.read_bytes()
    with EvaluationFile(busy.evaluation) as file, pytest.raises(EvalError, match="file-damaged"):
        read(file)
    assert busy.evaluation.read_bytes() == before


def test_a_material_beside_the_draft_comes_into_force_as_it_is(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as file:
        draft = draft_of(file.evaluation, materials_in_force(file))
        one = DraftMaterial("資料.pdf", put_material(file, _PDF))
        write_draft(file, replace(draft, materials={draft.subjects[0].key: (one,)}), NOON)
        _adopt(file)
        assert materials_in_force(file) == {"P": (("資料.pdf", canonical.digest(_PDF)),)}
        assert _read_material(file) == _PDF
