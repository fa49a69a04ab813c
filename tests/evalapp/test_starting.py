"""A new evaluation: whole at once, or begun with a title and gone on with later."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalapp import sealing
from evalapp.errors import EvalError
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_draft import Draft, Part
from evalapp.setup_edits import paste, set_cells
from evalapp.setup_problems import evaluation_of
from evalapp.setup_starts import draft_from_previous, draft_from_tables, draft_of, new_draft
from evalapp.starting import new_evaluation
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import (
    drop_draft,
    material_content,
    materials_in_force,
    put_material,
    read_draft,
    write_draft,
)
from evalapp.store.verify import verify
from tests.evalapp.drafts import ID, sample_evaluation
from tests.evalapp.test_setup import tables
from tests.story import evalapp, refused

NOW = datetime(2026, 7, 1, 3, 4, 5, tzinfo=UTC)


def begin(path: Path, draft: Draft, *materials: tuple[str, str, bytes]) -> None:
    new_evaluation(path, draft, ID, materials, sealing.new_evaluation_keys(), NOW, "事務局")


def test_an_evaluation_begins_with_a_title_and_everything_answers_to_it(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    begin(path, new_draft("新しい評価", shipped_rubric("nedo-style")))
    with EvaluationFile(path) as file:
        evaluation = file.evaluation
        assert (evaluation.info.title, evaluation.subjects, evaluation.members) == ("新しい評価", (), ())
        assert [rubric.id for rubric in evaluation.rubrics] == ["nedo-style"]
        assert read_draft(file) is None
        assert verify(file) == ()
    assert len(evalapp("record", path).out.splitlines()) == 1
    for words in (("results",), ("export", "--out", tmp_path / "out"), ("ballots", "--out", tmp_path / "b")):
        assert "no subjects and members yet" in refused(words[0], path, *words[1:])


def test_what_is_not_whole_yet_is_kept_beside_the_set_up(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    draft = draft_from_previous(sample_evaluation(), "来年度", subjects=False, members=True)
    begin(path, draft)
    with EvaluationFile(path) as file:
        assert file.evaluation.members == ()
        assert read_draft(file) == draft
        more = paste(draft, Part.SUBJECTS, 0, "title", (("課題一",),))
        write_draft(file, more, NOW)
        assert read_draft(file) == more
        assert evaluation_of(more, ID).members == sample_evaluation().members
        drop_draft(file)
        assert read_draft(file) is None


def test_a_whole_set_up_is_in_force_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    begin(path, draft_from_tables(tables(), {}))
    with EvaluationFile(path) as file:
        assert [member.id for member in file.evaluation.members] == ["m1", "m2"]
        assert file.evaluation.recusals[0].reason == "海外出張"
        assert read_draft(file) is None


def test_materials_are_found_by_their_content(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    whole = tables()
    whole["subject"][0]["materials"] = ["説明資料.pdf"]
    begin(
        path, draft_from_tables(whole, {"A": [("説明資料.pdf", "0" * 64)]}), ("A", "説明資料.pdf", b"%PDF-1")
    )
    with EvaluationFile(path) as file:
        (found,) = materials_in_force(file)["A"]
        assert found[0] == "説明資料.pdf"
        assert material_content(file, found[1]) == b"%PDF-1"
        other = put_material(file, b"%PDF-2")
        assert put_material(file, b"%PDF-2") == other != found[1]
        assert material_content(file, other) == b"%PDF-2"
        with pytest.raises(EvalError, match="file-damaged"):
            material_content(file, "f" * 64)
        draft = draft_of(file.evaluation, materials_in_force(file))
        assert draft.materials[draft.subjects[0].key][0].sha256 == found[1]


def test_a_title_is_needed_and_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    untitled = set_cells(new_draft("x", shipped_rubric("nedo-style")), Part.HEAD, {(0, "title"): " "})
    with pytest.raises(EvalError, match="setup-missing"):
        begin(path, untitled)
    with pytest.raises(EvalError, match="file-wrong-suffix"):
        begin(tmp_path / "new.xlsx", untitled)
    assert not list(tmp_path.iterdir())
    path.write_text("taken")
    with pytest.raises(EvalError, match="file-exists"):
        begin(path, new_draft("x", shipped_rubric("nedo-style")))


def test_a_damaged_draft_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "new.evaluation"
    begin(path, new_draft("x", shipped_rubric("nedo-style")))
    with EvaluationFile(path) as file:
        with file.db:
            file.db.execute("INSERT INTO setup_draft VALUES (1, '', '{}')")
        with pytest.raises(EvalError, match="file-damaged"):
            read_draft(file)
