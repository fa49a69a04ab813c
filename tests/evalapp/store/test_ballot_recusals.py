"""A recusal in a ballot: its reason, and the answers that it sets aside."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind, ScoreSheet
from evalapp.recusing import declared, taken_back
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk, raw_sqlite

RELEASED = Path(__file__).parents[2] / "data/0.1/m1.ballot"
ANSWERED = ScoreSheet(
    "P",
    {"c1": 0, "c2": NoPoints.CANNOT_JUDGE},
    (Comment(CommentKind.POSITIVE, "項目の", "c2"), Comment(CommentKind.ISSUE, "全体の\n二行")),
)


def recused(file: BallotFile, sheet: ScoreSheet, reason: str = "") -> ScoreSheet:
    rubric = file.ballot.asked[sheet.subject_id][1]
    return declared(sheet, rubric, RecusalKind.CONFLICT, reason)


def test_a_recusal_sets_the_answers_aside_until_it_is_taken_back(small: Desk) -> None:
    with BallotFile(small.ballot("m1")) as file:
        other = file.sheets()[1]
        file.save_sheets([ANSWERED])
        assert file.set_aside() == {}
        gone = recused(file, ANSWERED, "共同研究の相手\nのため")
        file.save_sheets([gone])
    with BallotFile(small.ballot("m1")) as file:
        assert file.sheets() == (gone, other)
        assert file.set_aside() == {"P": ANSWERED}
        # a new reason changes nothing of what is kept
        again = recused(file, gone, "別の理由")
        file.save_sheets([again])
        assert (file.sheets()[0], file.set_aside()) == (again, {"P": ANSWERED})
        file.save_sheets([taken_back(again, file.set_aside().get("P"))])
        assert (file.sheets()[0], file.set_aside()) == (ANSWERED, {})


def test_a_recusal_of_an_empty_sheet_sets_nothing_aside(small: Desk) -> None:
    with BallotFile(small.ballot("m1")) as file:
        first, second = file.sheets()
        file.save_sheets([recused(file, first), replace(second, marks={"c1": 1, "c2": NoPoints.BLANK})])
        assert file.set_aside() == {}
        file.save_sheets([first])
        assert file.sheets()[0] == first


STEPS = st.lists(
    st.tuples(st.sampled_from("PQ"), st.sampled_from(["answer", "clear", "recuse", "take back"])), max_size=12
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_kept_is_what_the_last_recusal_found(
    steps: list[tuple[str, str]], small_once: Desk, tmp_path: Path
) -> None:
    """Against a model of two variables a subject."""
    path = shutil.copy(small_once.ballot("m1"), tmp_path / "steps.ballot")
    with BallotFile(path) as file:
        blank = {sheet.subject_id: sheet for sheet in file.sheets()}
        stands, kept = dict(blank), dict[str, ScoreSheet]()
        for number, (id_, step) in enumerate(steps):
            if step == "answer":
                stands[id_] = replace(blank[id_], marks={"c1": number % 4, "c2": NoPoints.BLANK})
            elif step == "clear":
                stands[id_] = blank[id_]
            elif step == "recuse":
                if not stands[id_].recusal and stands[id_] != blank[id_]:
                    kept[id_] = stands[id_]
                stands[id_] = recused(file, stands[id_], f"理由{number}")
            else:
                stands[id_] = taken_back(stands[id_], kept.get(id_))
            if not stands[id_].recusal:
                kept.pop(id_, None)
            file.save_sheets([stands[id_]])
            assert {sheet.subject_id: sheet for sheet in file.sheets()} == stands
            assert file.set_aside() == kept


def test_an_edit_that_fails_sets_nothing_aside(small: Desk) -> None:
    with BallotFile(small.ballot("m1")) as file:
        file.save_sheets([ANSWERED])
        broken = replace(ANSWERED, subject_id="nowhere")
        with pytest.raises(TypeError):
            file.save_sheets([recused(file, ANSWERED), broken])
        assert file.sheets()[0] == ANSWERED
        assert file.set_aside() == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE set_aside_mark SET points = 3 WHERE criterion = 'c1'",
        "DELETE FROM set_aside_mark",
        "UPDATE set_aside_comment SET text = '別の' WHERE criterion = ''",
        "UPDATE declared_recusal SET reason = '別の理由'",
        "UPDATE declared_recusal SET reason = ''",
    ],
)
def test_what_nobody_wrote_is_damage_and_is_not_kept_as_if_somebody_had(change: str, small: Desk) -> None:
    path = small.ballot("m1")
    with BallotFile(path) as file:
        file.save_sheets([ANSWERED])
        gone = recused(file, ANSWERED, "理由")
        file.save_sheets([gone])
    with raw_sqlite(path) as db:
        assert db.execute(change).rowcount > 0
    with BallotFile(path) as file:
        for act in (file.sheets, file.set_aside, lambda: file.save_sheets([gone])):
            with pytest.raises(EvalError) as refusal:
                act()
            assert refusal.value.code == "file-damaged"


def test_a_damaged_answer_is_not_set_aside_as_a_sound_one(small: Desk) -> None:
    path = small.ballot("m1")
    with BallotFile(path) as file:
        file.save_sheets([ANSWERED])
    with raw_sqlite(path) as db:
        assert db.execute("UPDATE mark SET points = 3 WHERE criterion = 'c1' AND points = 0").rowcount == 1
    with BallotFile(path) as file:
        with pytest.raises(EvalError) as refusal:
            file.save_sheets([recused(file, ANSWERED)])
        assert refusal.value.code == "file-damaged"
        with pytest.raises(EvalError):
            file.set_aside()


def test_a_released_ballot_learns_to_set_aside(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED, tmp_path))
    with BallotFile(path) as file:
        first, second = file.sheets()
        assert file.set_aside() == {}
        file.save_sheets([recused(file, first, "理由")])
        assert file.set_aside() == {"P": first}
        assert file.sheets()[1] == second
    (snapshot,) = (tmp_path / "data").rglob("*.ballot")
    with raw_sqlite(snapshot) as db:
        assert len(db.execute("SELECT * FROM declared_recusal").description) == 2  # as it was


def test_a_released_ballot_that_may_not_be_written_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(RELEASED, tmp_path))
    before = path.read_bytes()
    monkeypatch.setattr("evalapp.store.database.os.access", lambda _path, _mode: False)
    with BallotFile(path) as file:
        assert file.set_aside() == {}
        assert [note.revision for note in file.hand_ins()] == [1, 2]
        with pytest.raises(EvalError) as refusal:
            file.save_sheets([recused(file, file.sheets()[0])])
        assert refusal.value.code == "file-denied"
    assert path.read_bytes() == before
