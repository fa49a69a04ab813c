"""export on the command line: which documents are written, under which names, and when they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports import pdf_reading
from tests.form_desk import FormDesk
from tests.story import MEMBERS, SMALL_SETUP, Desk, evalapp, new_desk

STEMS = ("workbook.xlsx", "summary.pdf", "report-draft.pdf", "report-draft.docx")
ANONYMOUS = (*STEMS, "results.csv", "comments.csv", "results.json")
NAMED = (*ANONYMOUS, "score-sheets.pdf")
RECOMMENDATION = """
[[subject.recommendation]]
text = "提言の文章。"
response = "対処方針の文章。"
"""


def complete(desk: Desk) -> None:
    """Write every text that a final edition needs; of the programme each criterion is judged by itself."""
    projects = [f'[[subject]]\nid = "{id_}"\nconsensus = "総意の文章。"{RECOMMENDATION}' for id_ in "ABC"]
    judged = "".join(f'p{number} = "総意の文章。"\n' for number in range(1, 8))
    programme = f'[[subject]]\nid = "P"\n[subject.criteria]\n{judged}{RECOMMENDATION}'
    path = desk.folder / "complete.toml"
    path.write_text("".join((*projects, programme)), "utf-8")
    evalapp("texts", desk.evaluation, "--from", path, "--apply")


def test_export_writes_what_is_asked_for(full_desk: Desk) -> None:
    out = full_desk.folder / "out"
    said = evalapp("export", full_desk.evaluation, "--out", out, "--summary")
    assert [path.name for path in out.iterdir()] == ["summary.pdf"]
    assert str(out / "summary.pdf") in said.out
    assert "--columns shuffled" in said.err
    (out / "summary.pdf").write_bytes(b"edited by hand")
    said = evalapp("export", full_desk.evaluation, "--out", out, "--summary")
    assert "kept as summary (old 1).pdf" in said.out
    assert (out / "summary (old 1).pdf").read_bytes() == b"edited by hand"
    assert (out / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert full_desk.verified()


def named(names: tuple[str, ...], edition: str) -> set[str]:
    return {f"{Path(name).stem}{edition}{Path(name).suffix}" for name in names}


@pytest.mark.parametrize(
    ("options", "files", "edition"),
    [
        ((), ANONYMOUS, ""),
        (("--lang", "en"), ANONYMOUS, "-en"),
        (("--named",), NAMED, "-named"),
        (("--named", "--lang", "en"), NAMED, "-named-en"),
    ],
)
def test_every_edition_has_names_of_its_own_and_the_same_bytes_again(
    options: tuple[str, ...], files: tuple[str, ...], edition: str, full_desk: Desk
) -> None:
    out = full_desk.folder / "out"
    said = evalapp("export", full_desk.evaluation, "--out", out, *options)
    assert {path.name for path in out.iterdir()} == named(files, edition)
    assert len(said.out.splitlines()) == len(files)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    again = evalapp("export", full_desk.evaluation, "--out", out, *options)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert "kept" not in again.out


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--sheets",), {"score-sheets.pdf"}),
        (("--sheets", "--combined"), {"combined-sheets.pdf"}),
        (("--sheets", "--combined", "--named"), {"combined-sheets-named.pdf"}),
        (("--sheets", "--blank"), {"blank-sheets.pdf"}),
        (("--sheets", "--blank", "--lang", "en"), {"blank-sheets-en.pdf"}),
        (("--blank",), {"blank-sheets.pdf"}),
        (("--csv", "--blank"), {"results.csv", "comments.csv", "blank-sheets.pdf"}),
        (("--csv", "--combined"), {"results.csv", "comments.csv", "combined-sheets.pdf"}),
        (("--report", "--word", "--named"), {"report-draft-named.pdf", "report-draft-named.docx"}),
        (("--csv",), {"results.csv", "comments.csv"}),
        (("--json", "--word"), {"results.json", "report-draft.docx"}),
        (("--report", "--columns", "sorted"), {"report-draft.pdf"}),
    ],
)
def test_each_choice_writes_its_own_files(
    options: tuple[str, ...], names: set[str], taken_in_once: Desk, tmp_path: Path
) -> None:
    evalapp("export", taken_in_once.evaluation, "--out", tmp_path / "out", *options)
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_a_final_edition_lists_what_is_missing_and_writes_nothing(full_desk: Desk) -> None:
    out = full_desk.folder / "out"
    words = ("export", full_desk.evaluation, "--out", out, "--report", "--edition", "final")
    said = evalapp(*words, code=1)
    *missing, sentence = said.err.splitlines()
    assert len(missing) == 3 * 2 + 7 + 1
    assert all(line.startswith("  ") for line in missing)
    assert "A / 再生医療技術を応用した創薬支援基盤技術開発 / joint judgement" in missing[0]
    assert "P / 再生・細胞医療及び遺伝子治療産業化基盤プログラム / " in missing[6]
    assert "当省（国）が実施することの必要性" in missing[6]
    assert "(14, listed above)" in sentence
    assert not out.exists()
    complete(full_desk)
    evalapp(*words)
    assert [path.name for path in out.iterdir()] == ["report.pdf"]
    assert full_desk.verified()


def test_a_subject_nobody_judges_leaves_no_placeholder_in_a_final_edition(small: Desk) -> None:
    rows = [
        row
        for member in ("m1", "m2")
        for row in ((member, "P", "c1", 2), (member, "P", "c2", 2), (member, "Q", "", "辞退"))
    ]
    evalapp("type-in", small.evaluation, small.table("typed.csv", rows), "--apply")
    first, second = (
        f'[[subject]]\nid = "Q"\n[[subject.recommendation]]\ntext = "見直すこと。"\n{response}'
        "[[subject.review]]\n"
        f'title = "事前評価"\n[[subject.review.finding]]\ntext = "絞ること。"\n{response}'
        f'[[subject]]\nid = "P"\nconsensus = "総意。"\ncriteria = {{c2 = "総意。"}}\n{RECOMMENDATION}'
        for response in ("", 'response = "そうする。"\n')
    )
    path = small.folder / "texts.toml"
    path.write_text(first, "utf-8")
    evalapp("texts", small.evaluation, "--from", path, "--apply")
    words = ("export", small.evaluation, "--out", small.folder / "out", "--report", "--edition", "final")
    *missing, _sentence = evalapp(*words, code=1).err.splitlines()
    assert missing == ["  Q / 課題Ｑ / response to recommendation 1", "  Q / 課題Ｑ / response to remark 1"]
    path.write_text(second, "utf-8")
    evalapp("texts", small.evaluation, "--from", path, "--apply")
    evalapp(*words)
    printed = pdf_reading.text((small.folder / "out/report.pdf").read_bytes())
    assert "見直すこと。" in printed
    assert "まだ記入されていません" not in printed


def planned(desk: Desk, plan: str) -> None:
    """Take in what the report's plan says."""
    path = desk.folder / "plan.toml"
    path.write_text(f"[report]\n{plan}\n", "utf-8")
    evalapp("texts", desk.evaluation, "--from", path, "--apply")


def test_comments_that_the_plan_leaves_out_are_counted(full_desk: Desk) -> None:
    words = ("export", full_desk.evaluation, "--out", full_desk.folder / "out")
    comments = evalapp(*words, "--csv", "--report")
    assert "no planned chapter" not in comments.err
    lines = (full_desk.folder / "out/comments.csv").read_text("utf-8-sig").splitlines()
    of_programme = sum(line.startswith("P,") for line in lines)
    planned(full_desk, 'chapters = ["projects", "reviews"]')
    said = evalapp(*words, "--word").err
    assert f"no planned chapter or section of the report prints: {of_programme}." in said
    assert "no planned chapter" not in evalapp(*words, "--workbook").err


@pytest.mark.parametrize(
    ("options", "noted"),
    [
        (("--report",), True),
        (("--workbook",), True),
        (("--report", "--columns", "shuffled"), False),
        (("--report", "--columns", "sorted"), False),
        (("--report", "--named"), False),
        (("--blank",), False),
    ],
)
def test_comments_and_columns_in_one_order_are_warned_of(
    options: tuple[str, ...], noted: bool, full_desk: Desk
) -> None:
    words = ("export", full_desk.evaluation, "--out", full_desk.folder / "out", *options)
    assert "comments and the columns" not in evalapp(*words).err
    planned(full_desk, 'opinions = "as-listed"')
    assert ("comments and the columns" in evalapp(*words).err) is noted


@pytest.mark.parametrize(
    ("options", "noted"),
    [
        (("--sheets",), True),
        (("--sheets", "--named"), False),
        (("--sheets", "--combined"), False),
        (("--sheets", "--blank"), False),
        (("--csv",), False),
    ],
)
def test_single_sheets_without_names_are_warned_of(
    options: tuple[str, ...], noted: bool, taken_in_once: Desk, tmp_path: Path
) -> None:
    said = evalapp("export", taken_in_once.evaluation, "--out", tmp_path / "out", *options)
    assert ("a score sheet shows" in said.err) is noted


def test_figures_alone_need_no_texts_to_be_final(taken_in_once: Desk, tmp_path: Path) -> None:
    evalapp("export", taken_in_once.evaluation, "--out", tmp_path, "--workbook", "--edition", "final")
    assert (tmp_path / "workbook.xlsx").exists()


def test_a_response_that_is_missing_is_named_by_its_number(full_desk: Desk) -> None:
    complete(full_desk)
    path = full_desk.folder / "more.toml"
    path.write_text(
        '[[subject]]\nid = "B"\n[[subject.recommendation]]\ntext = "一"\nresponse = "答"\n'
        '[[subject.recommendation]]\ntext = "二"\n'
        '[[subject.review]]\ntitle = "中間評価"\n[[subject.review.finding]]\ntext = "所見"\n',
        "utf-8",
    )
    evalapp("texts", full_desk.evaluation, "--from", path, "--apply")
    words = ("export", full_desk.evaluation, "--out", full_desk.folder / "o", "--word", "--edition", "final")
    said = evalapp("--lang", "ja", *words, code=1)
    assert "遺伝子治療製造技術開発 / 提言2の対処方針" in said.err
    assert "遺伝子治療製造技術開発 / 所見1の対処方針" in said.err


def test_a_form_that_waits_stops_a_final_edition_and_is_noted_in_a_draft(small: Desk) -> None:
    forms = FormDesk(small)
    forms.issue()
    forms.take_in(forms.answered())
    out = small.folder / "out"
    said = evalapp("export", small.evaluation, "--out", out, "--workbook", "--edition", "final", code=1)
    assert "(m1)" in said.err
    assert not out.exists()
    assert "(m1)" in evalapp("export", small.evaluation, "--out", out, "--workbook").err
    forms.decide()
    assert (
        "m1" not in evalapp("export", small.evaluation, "--out", out, "--workbook", "--edition", "final").err
    )


def test_blank_and_combined_exclude_each_other(taken_in_once: Desk, tmp_path: Path) -> None:
    words = ("export", taken_in_once.evaluation, "--out", tmp_path, "--sheets", "--blank", "--combined")
    evalapp(*words, code=2)


def test_paper_for_the_members_who_ask_for_it(full_desk: Desk, tmp_path: Path) -> None:
    words = ("ballots", full_desk.evaluation, "--out", tmp_path / "paper", "--as", "paper")
    lines = len(full_desk.record())
    evalapp(*words, "--member", "m3")
    assert [path.name for path in (tmp_path / "paper").iterdir()] == ["m3.pdf"]
    evalapp(*words)
    assert len(list((tmp_path / "paper").iterdir())) == 5
    printed = full_desk.record()[lines:]
    assert [(line["act"], line["details"]) for line in printed] == [
        ("paper-printed", {"member": member}) for member in ("m3", *MEMBERS)
    ]
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


def test_documents_of_another_state_are_kept_beside_the_new_ones(full_desk: Desk) -> None:
    """What the secretariat edited or already sent out is never lost, and every keeping is said."""
    out = full_desk.folder / "out"
    choice = ("--workbook", "--summary", "--sheets")
    names = ("workbook.xlsx", "summary.pdf", "score-sheets.pdf")
    evalapp("export", full_desk.evaluation, "--out", out, *choice)
    first = {path.stem: path.read_bytes() for path in out.iterdir()}
    for number, points in enumerate((0, 1), 1):
        full_desk.intake(full_desk.revised("m1", points))
        said = evalapp("export", full_desk.evaluation, "--out", out, *choice)
        for name in names:
            stem, _, suffix = name.partition(".")
            assert f"The earlier {name} was kept as {stem} (old {number}).{suffix}." in said.out.splitlines()
    japanese = evalapp(
        "--lang", "ja", "export", full_desk.evaluation, "--out", out, "--columns", "sorted", *choice
    ).out
    assert "summary (old 3).pdf" in japanese
    assert {path.stem for path in out.iterdir()} == {
        f"{stem}{old}" for stem in first for old in ("", *(f" (old {number})" for number in (1, 2, 3)))
    }
    assert {stem: (next(out.glob(f"{stem} (old 1).*"))).read_bytes() for stem in first} == first
