"""results and export on the command line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from tests.builders import GOLDEN
from tests.story import SMALL_SETUP, Desk, evalapp, new_desk, tampering


def test_the_shape_of_the_results_in_json(taken_in_once: Desk) -> None:
    """Kept from version 0.1 on: keys may be added, none may go or change its meaning."""
    found = taken_in_once.results()
    assert set(found) == {"evaluation", "subjects"}
    assert found["evaluation"]["kind"] == "interim"
    assert found["evaluation"]["date"] == "2027-01-22"
    assert found["evaluation"]["title"].startswith("再生・細胞医療")
    subject = found["subjects"][1]
    assert set(subject) >= {"id", "title", "expected", "criteria"}
    assert (subject["id"], subject["expected"]) == ("B", 4)
    assert subject["criteria"][5] == {
        "id": "c6",
        "title": "費用対効果",
        "points": [1, 3, 2, 3],
        "n": 4,
        "sum": 9,
        "mean": "2.3",
        "exact": "9/4",
        "blank": 0,
        "cannot_judge": 0,
        "recused": 1,
    }
    raw = evalapp("results", taken_in_once.evaluation, "--json").out
    assert "費用対効果" in raw  # readable, not escaped
    assert not re.search(r"\d\.\d{2,}", raw.split('"subjects"')[1]), "no float may leak out"


def test_results_name_no_member(taken_in_once: Desk) -> None:
    for option in ("--json", "--csv", "--lang=ja"):
        said = evalapp("results", taken_in_once.evaluation, option).out
        for name in ("髙瀬", "𠮷住", "辻󠄀堂", "浜﨑", "小檜山", "m1", "m3", "example", "ベクターの共同開発"):
            assert name not in said


def test_results_as_csv(taken_in_once: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(evalapp("results", taken_in_once.evaluation, "--csv").out)))
    assert len(rows) == 21
    means = [row["mean"] for row in rows]
    assert means == [printed for project in GOLDEN["projects"] for printed in project["printed"]]
    wanted = next(row for row in rows if (row["subject"], row["criterion"]) == ("B", "c6"))
    assert wanted["criterion_title"] == "費用対効果"
    assert (wanted["exact"], wanted["n"], wanted["sum"], wanted["expected"]) == ("9/4", "4", "9", "4")
    assert [wanted[f"points_{n}"] for n in range(1, 5)] == ["1", "3", "2", "3"]
    assert not wanted["points_5"]


def test_results_as_csv_hold_no_formula(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "x", SMALL_SETUP.replace('"課題Ｐ"', "'=HYPERLINK(\"x\")'"))
    rows = list(csv.DictReader(io.StringIO(evalapp("results", desk.evaluation, "--csv").out)))
    assert rows[0]["subject_title"] == '\'=HYPERLINK("x")'
    assert rows[0]["mean"] == "－"
    assert desk.figures()[0]["title"] == '=HYPERLINK("x")'


def test_results_in_words_print_the_three_published_tables(taken_in_once: Desk) -> None:
    lines = evalapp("--lang", "ja", "results", taken_in_once.evaluation).out.splitlines()
    for project in GOLDEN["projects"]:
        start = next(n for n, line in enumerate(lines) if project["title"] in line) + 2
        for number, (criterion, printed, scores) in enumerate(
            zip(GOLDEN["criteria"], project["printed"], project["scores"], strict=True)
        ):
            pattern = rf" +.{{1,3}}{criterion} +{re.escape(printed)}  {' '.join(map(str, scores))}"
            assert re.fullmatch(pattern, lines[start + number])


def test_results_before_anything_came_in(desk: Desk) -> None:
    assert all(c["mean"] == "－" and c["exact"] is None for s in desk.figures() for c in s["criteria"])
    assert [s["expected"] for s in desk.figures()] == [5, 4, 5]
    assert "0 of 5" in evalapp("results", desk.evaluation).out


def test_a_control_character_in_a_title_cannot_reach_the_terminal(tmp_path: Path) -> None:
    setup = SMALL_SETUP.replace('"課題Ｐ"', '"課題\\u001b[31mＰ"')
    (tmp_path / "s.toml").write_text(setup, "utf-8")
    assert "U+001B" in evalapp("new", tmp_path / "x.evaluation", "--setup", tmp_path / "s.toml", code=1).err


def test_export_writes_what_is_asked_for(full_desk: Desk) -> None:
    out = full_desk.folder / "out"
    said = evalapp("export", full_desk.evaluation, "--out", out, "--summary")
    assert [path.name for path in out.iterdir()] == ["summary.pdf"]
    assert str(out / "summary.pdf") in said.out
    assert "--columns shuffled" in said.err
    evalapp("export", full_desk.evaluation, "--out", out, "--columns", "shuffled", "--lang", "en")
    names = {path.name for path in out.iterdir()}
    assert names == {"summary.pdf", "summary-en.pdf", "workbook-en.xlsx", "score-sheets-en.pdf"}
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    said = evalapp("export", full_desk.evaluation, "--out", out, "--columns", "shuffled", "--lang", "en")
    assert said.err == ""
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first  # the same input, the same bytes
    evalapp("export", full_desk.evaluation, "--out", out, "--named", "--sheets", "--columns", "sorted")
    assert (out / "score-sheets-named.pdf").exists()
    (out / "summary.pdf").write_bytes(b"edited by hand")
    said = evalapp("export", full_desk.evaluation, "--out", out, "--summary")
    assert "kept as summary (old 1).pdf" in said.out
    assert (out / "summary (old 1).pdf").read_bytes() == b"edited by hand"
    assert (out / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert full_desk.verified()


@pytest.mark.parametrize("day", ["1900-01-01", "0001-01-01"])
def test_a_date_before_any_era_can_be_printed(day: str, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "x", SMALL_SETUP.replace("2027-01-22", day))
    evalapp("export", desk.evaluation, "--out", tmp_path / "out", "--summary", "--workbook")


def test_an_export_into_no_folder(full_desk: Desk) -> None:
    in_the_way = full_desk.folder / "file"
    in_the_way.write_text("x")
    said = evalapp("export", full_desk.evaluation, "--out", in_the_way, "--summary", code=1)
    assert str(in_the_way) in said.err
    assert in_the_way.read_text() == "x"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ("workbook.xlsx", "summary.pdf", "score-sheets.pdf")),
        (("--lang", "ja"), ("workbook.xlsx", "summary.pdf", "score-sheets.pdf")),
        (("--lang", "en"), ("workbook-en.xlsx", "summary-en.pdf", "score-sheets-en.pdf")),
        (("--named",), ("workbook-named.xlsx", "summary-named.pdf", "score-sheets-named.pdf")),
        (
            ("--named", "--lang", "en"),
            ("workbook-named-en.xlsx", "summary-named-en.pdf", "score-sheets-named-en.pdf"),
        ),
    ],
)
def test_every_edition_has_names_of_its_own(
    options: tuple[str, ...], names: tuple[str, ...], full_desk: Desk
) -> None:
    out = full_desk.folder / "out"
    said = evalapp("export", full_desk.evaluation, "--out", out, *options)
    assert {path.name for path in out.iterdir()} == set(names)
    assert said.out.splitlines() == [f"Written: {out / name}" for name in names]


def test_documents_of_another_state_are_kept_beside_the_new_ones(full_desk: Desk) -> None:
    """What the secretariat edited or already sent out is never lost, and every keeping is said."""
    out = full_desk.folder / "out"
    evalapp("export", full_desk.evaluation, "--out", out)
    first = {path.stem: path.read_bytes() for path in out.iterdir()}
    again = evalapp("export", full_desk.evaluation, "--out", out)
    assert len(list(out.iterdir())) == 3
    assert "kept" not in again.out
    for number, points in enumerate((0, 1), 1):
        full_desk.intake(full_desk.revised("m1", points))
        said = evalapp("export", full_desk.evaluation, "--out", out)
        for name in ("workbook.xlsx", "summary.pdf", "score-sheets.pdf"):
            stem, _, suffix = name.partition(".")
            assert f"The earlier {name} was kept as {stem} (old {number}).{suffix}." in said.out.splitlines()
    japanese = evalapp(
        "--lang", "ja", "export", full_desk.evaluation, "--out", out, "--columns", "sorted"
    ).out
    assert "summary (old 3).pdf" in japanese
    assert {path.stem for path in out.iterdir()} == {
        f"{stem}{old}" for stem in first for old in ("", *(f" (old {number})" for number in (1, 2, 3)))
    }
    assert {stem: (next(out.glob(f"{stem} (old 1).*"))).read_bytes() for stem in first} == first


@pytest.mark.parametrize("words", [("results",), ("results", "--json"), ("results", "--csv"), ("export",)])
def test_nothing_is_printed_of_answers_that_are_not_the_members_own(
    words: tuple[str, ...], full_desk: Desk
) -> None:
    with tampering(full_desk.evaluation) as db:
        db.execute("UPDATE mark SET points = 3 WHERE subject = 2 AND criterion = 6 AND member = 1")
    out = full_desk.folder / "out"
    rest = ("--out", out) if words == ("export",) else ()
    said = evalapp(words[0], full_desk.evaluation, *words[1:], *rest, code=1)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "record --verify" in said.err
    assert not out.exists()
    with EvaluationFile(full_desk.evaluation) as file, pytest.raises(EvalError) as refusal:
        verified_report(file)
    assert (refusal.value.code, refusal.value.params) == ("record-faults", {"count": 1})
