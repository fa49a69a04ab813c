"""What tampering with any table does: it is found by ``record --verify`` and refused by ``export``."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from evalapp import canonical
from evalapp.form import comment_name, mark_name
from evalapp.rubric import CommentKind
from evalapp.store.adopting import adopt
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.evaluation_schema import EVALUATION
from evalapp.store.migrating import migrate
from evalapp.store.setup_draft import materials_in_force
from tests.builders import NOW
from tests.form_desk import FormDesk
from tests.story import NOON, SMALL_SETUP, Desk, evalapp, new_desk, own_data, raw_sqlite, refused, tampering


def assert_found(desk: Desk) -> None:
    """Tampering is found, said in one sentence a fault, and nothing is printed."""
    said = evalapp("record", desk.evaluation, "--verify", code=1)
    assert "Verified" not in said.out
    assert said.err.strip()
    assert all(line.startswith("evalapp: ") for line in said.err.splitlines())
    out = desk.folder / "documents"
    refused("export", desk.evaluation, "--out", out)
    assert not out.exists() or not list(out.iterdir())


# every column of every table, but the numbers that only bind rows together and what is listed here
UNGUARDED = {
    "intake.at": "printed nowhere; what was taken in then is guarded by itself",
    "intake.planned": "only says at the next opening that an intake was broken off",
    "intake.finished_at": "only says at the next opening that an intake was broken off",
    "recusal.no": "an order only, and it is the same one",
    "rubric_revision.no": "an order only, and it is the same one",
    "subject.no": "an order only, and it is the same one",
    "comment.kind": "its neighbours hold the other kinds; the test of exchanged comments stands for it",
}

_DRAFTS = frozenset(("setup_draft", "draft_material", "typing"))
"""Work in progress: nothing of it counts before a recorded act makes something of it."""


def columns() -> list[tuple[str, str]]:

    db = Database(memory=True)
    migrate(db.conn, EVALUATION)
    return [
        (table.name, column.name)
        for table in db.tables
        if not table.name.startswith("_") and table.name not in {"material", *_DRAFTS}  # the sample has none
        for column in table.columns
    ]


@pytest.fixture(scope="module")
def eventful(taken_in_once: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """With something in every table: a replaced sheet, typed answers, an undone intake, a form, texts."""
    with own_data(tmp_path_factory.mktemp("data")):
        desk = Desk(shutil.copytree(taken_in_once.folder, tmp_path_factory.mktemp("eventful") / "desk"))
        desk.intake(desk.revised("m1", 0))
        evalapp("type-in", desk.evaluation, desk.table("t.csv", [("m4", "A", "c1", "NA")]), "--apply")
        evalapp("undo-intake", desk.evaluation, "--intake", 2)
        forms = FormDesk(desk)
        forms.issue("m2")
        answers = {mark_name(s, c): 2 for s in (1, 2, 3) for c in range(1, 8)}
        answers[comment_name(4, 1, CommentKind.POSITIVE)] = "束ねた意義は大きい。"
        forms.take_in(forms.answered("m2.xlsx", **answers))
        forms.decide(member="m2")
        texts = desk.folder / "texts.toml"
        texts.write_text('[[subject]]\nid = "A"\nconsensus = "総意:1"\n', "utf-8")
        evalapp("texts", desk.evaluation, "--from", texts, "--apply")
        reword(desk)
        evalapp("close", desk.evaluation)
        evalapp("reopen", desk.evaluation, "--reason", "委員会の求め")
        assert desk.verified()
        return desk


def reword(desk: Desk) -> None:
    """Another heading for the last criterion of the projects' rubric; its scores go on standing."""
    with EvaluationFile(desk.evaluation) as file:
        first, *others = file.evaluation.rubrics
        *criteria, last = first.criteria
        reworded = replace(first, criteria=(*criteria, replace(last, title="総合的な評価")))
        new = replace(file.evaluation, rubrics=(reworded, *others))
        adopt(file, new, materials_in_force(file), NOON, "secretary", kept={first.id: [last.id]})


def test_every_table_but_materials_has_a_row_to_tamper_with(eventful: Desk) -> None:
    with raw_sqlite(eventful.evaluation) as db:
        for table in {table for table, _column in columns()}:
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table


@pytest.mark.parametrize(
    ("table", "column"),
    [pytest.param(t, c, id=f"{t}.{c}") for t, c in columns() if f"{t}.{c}" not in UNGUARDED],
)
def test_a_value_changed_in_any_column_is_found(
    table: str, column: str, eventful: Desk, tmp_path: Path
) -> None:
    """The last row's value becomes another one of the same kind."""
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        key = ", ".join(
            row[1]
            for row in sorted(db.execute(f"PRAGMA table_info({table})"), key=lambda row: row[5])
            if row[5]
        )
        where = f"({key}) = (SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1)"
        (old,) = db.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
        new = another(column, old)
        assert db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [new]).rowcount == 1
    assert_found(desk)


def another(column: str, old: object) -> object:
    """A value of the same kind that a clever hand would put there."""
    if isinstance(old, bytes):
        return bytes([old[0] ^ 1, *old[1:]])
    if isinstance(old, int):
        return 1 - old if column in {"draft", "confirmed", "two_person_rule"} else old + 7
    if column in {"held_on", "deadline", "at"} or column.endswith("_at"):
        return "2025" + str(old)[4:] if old else NOW.isoformat()
    if old is None:
        return {"points": 3, "recusal": "conflict", "ballot": "0" * 32}[column]
    return _another_text(column, str(old))


def _another_text(column: str, old: str) -> str:
    words = {
        "final": "interim",
        "project": "programme",
        "programme": "project",
        "conflict": "absent",
        "sealed": "typed",
        "typed": "sealed",
    }
    words |= {
        "interim": "ex-ante",
        "chair": "member",
        "member": "chair",
        "points": "blank",
        "cannot_judge": "blank",
    }
    if column in {"kind", "evaluation_kind", "role", "state"}:
        return words[old]
    if old.startswith("{"):
        return old.replace(":1", ":2", 1)
    if len(old) in {32, 64}:
        return ("0" if old[0] != "0" else "1") + old[1:]
    return f"{old}x"


@pytest.mark.parametrize("table", sorted({table for table, _column in columns()}))
def test_a_row_removed_from_any_table_is_found(table: str, eventful: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        rowid = "rowid" if table not in {"sheet", "mark", "comment"} else "(subject, member)"
        found = f"SELECT {rowid.strip('()')} FROM {table} LIMIT 1"
        assert db.execute(f"DELETE FROM {table} WHERE {rowid} = ({found})").rowcount
    assert_found(desk)


def test_every_line_of_the_record_is_needed(eventful: Desk, tmp_path: Path) -> None:
    """Also the last ones, which the chain alone would not miss."""
    count = len(eventful.record())
    for number in range(1, count + 1):
        desk = Desk(shutil.copytree(eventful.folder, tmp_path / str(number)))
        with tampering(desk.evaluation) as db:
            db.execute("DELETE FROM record WHERE number = ?", [number])
        said = evalapp("record", desk.evaluation, "--verify", "--json", code=1)
        assert said.json["verified"] is False
        assert said.json["faults"]


def test_a_score_added_by_hand_is_found(eventful: Desk, tmp_path: Path) -> None:
    """m3 is recused from project B; somebody gives a sheet in the name of m3."""
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        db.execute("INSERT INTO sheet VALUES (2, 3, 1, 0, NULL)")
        db.executemany("INSERT INTO mark VALUES (2, ?, 3, 'points', 3)", [(n,) for n in range(1, 8)])
    assert_found(desk)
    english = evalapp("record", desk.evaluation, "--verify", code=1)
    japanese = evalapp("--lang", "ja", "record", desk.evaluation, "--verify", code=1)
    assert all(
        one != other for one, other in zip(english.err.splitlines(), japanese.err.splitlines(), strict=True)
    )


def test_two_comments_exchanged_are_found(eventful: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        db.execute(
            "UPDATE comment SET text = (SELECT text FROM comment AS other WHERE other.subject = 1"
            " AND other.member = 1 AND other.kind = 'issue')"
            " WHERE subject = 1 AND member = 1 AND kind = 'positive'"
        )
    assert_found(desk)


def test_a_material_changed_or_renamed_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "with"
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    desk = new_desk(folder, SMALL_SETUP.replace('"課題Ｐ"', '"課題Ｐ"\nmaterials = ["plan.pdf"]'))
    assert desk.verified()
    before = desk.evaluation.read_bytes()
    for change in ("content = x'255044462d'", "name = 'other.pdf'", "subject = 2", "no = 2"):
        desk.evaluation.write_bytes(before)
        with tampering(desk.evaluation) as db:
            db.execute(f"UPDATE material SET {change}")
        if change == "no = 2":
            assert desk.verified()  # an order only, and it is the same one
        else:
            assert_found(desk)


def test_a_mark_of_nobody_is_found(eventful: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        db.execute("INSERT INTO mark VALUES (9, 1, 99, 'points', 3)")
        db.execute("INSERT INTO comment VALUES (9, 99, 0, 'issue', '誰のでもない')")
    assert_found(desk)
    refused("results", desk.evaluation)


def test_a_record_line_of_nonsense_is_found(eventful: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        db.execute("UPDATE record SET details = '{no json}' WHERE number = 3")
    refused("record", desk.evaluation, "--verify")
    refused("export", desk.evaluation, "--out", desk.folder / "documents")


def test_a_payload_swapped_together_with_its_digest_is_found(eventful: Desk, tmp_path: Path) -> None:
    """The scores in the payload and the tables agree – but the signature is over other words."""
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        (payload,) = db.execute("SELECT payload FROM submission WHERE no = 2").fetchone()
        value = json.loads(payload)
        value["sheets"][0]["marks"]["c1"] = 0
        message = canonical.encode(value)
        db.execute(
            "UPDATE submission SET payload = ?, digest = ?, code = ? WHERE no = 2",
            [message.decode(), canonical.digest(message), canonical.verification_code(message)],
        )
        db.execute("UPDATE mark SET points = 0 WHERE subject = 1 AND criterion = 1 AND member = 2")
    said = evalapp("record", desk.evaluation, "--verify", "--json", code=1)
    assert {fault["code"] for fault in said.json["faults"]} >= {"submission-not-recorded", "signature-wrong"}
    assert_found(desk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE submission SET kind = 'typed', ballot = NULL WHERE kind = 'sealed'",
        "UPDATE intake SET undone_at = replace(undone_at, '20', '21') WHERE undone_at IS NOT NULL",
    ],
)
def test_how_and_when_answers_came_and_went_is_guarded(change: str, eventful: Desk, tmp_path: Path) -> None:
    desk = Desk(shutil.copytree(eventful.folder, tmp_path / "desk"))
    with tampering(desk.evaluation) as db:
        assert db.execute(change).rowcount
    assert_found(desk)
