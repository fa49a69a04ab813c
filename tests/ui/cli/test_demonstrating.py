"""The demo: the whole main job, with no socket ever opened."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.builders import GOLDEN
from tests.story import Desk, evalapp

PUBLIC = (
    "workbook.xlsx",
    "summary.pdf",
    "report.pdf",
    "report.docx",
    "combined-sheets.pdf",
    "results.csv",
    "comments.csv",
    "results.json",
)


class NoSocketError(AssertionError):
    """Somebody opened a socket."""


def test_the_demo_prints_the_published_tables_and_opens_no_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_more: object) -> NoReturn:
        raise NoSocketError

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr("_socket.socket", refuse)
    with pytest.raises(NoSocketError):
        socket.socket()
    said = evalapp("demo", "--out", tmp_path / "demo")
    for project in GOLDEN["projects"]:
        for criterion, printed, scores in zip(
            GOLDEN["criteria"], project["printed"], project["scores"], strict=True
        ):
            line = rf"{criterion} +{re.escape(printed)}  {' '.join(map(str, scores))}\n"
            assert re.search(line, said.out), (project["id"], criterion)
    made = {
        str(path.relative_to(tmp_path / "demo")) for path in (tmp_path / "demo").rglob("*") if path.is_file()
    }
    assert made >= {
        "sample.evaluation",
        *(f"public/{name}" for name in PUBLIC),
        "internal/score-sheets-named.pdf",
        *(f"forms/m{n}.xlsx" for n in range(1, 6)),
        *(f"paper/m{n}.pdf" for n in range(1, 6)),
        *(f"ballots/m{n}.ballot" for n in range(1, 6)),
        *(f"submissions/m{n}.submission" for n in range(1, 6)),
        *(f"receipts/m{n}.pdf" for n in range(1, 6)),
    }
    assert {name for name in made if name.startswith("public/")} == {f"public/{name}" for name in PUBLIC}
    desk = Desk(tmp_path / "demo")
    assert desk.verified()
    # a second demo in the same folder does not overwrite the first
    before = desk.evaluation.read_bytes()
    evalapp("demo", "--out", tmp_path / "demo", code=1)
    assert desk.evaluation.read_bytes() == before


def run(*words: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "EVALAPP_DATA": str(folder / "data"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "evalapp", *words],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env=environment,
        timeout=60,
    )


def test_the_command_as_a_process_of_its_own(full_desk: Desk) -> None:
    """Even where the terminal claims to know ASCII only, Japanese comes out as UTF-8."""
    done = run(
        "results", str(full_desk.evaluation), folder=full_desk.folder, LC_ALL="C", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert "費用対効果" in done.stdout.decode("utf-8")
    assert done.stderr == b""
    gone = run("results", "gone.evaluation", folder=full_desk.folder, LC_ALL="ja_JP.UTF-8")
    assert gone.returncode == 1
    assert gone.stderr.decode("utf-8").startswith("evalapp: gone.evaluation")
    assert gone.stderr.count(b"\n") == 1
    assert run("nonsense", folder=full_desk.folder).returncode == 2


def test_nothing_heavy_is_imported_to_print_results(full_desk: Desk) -> None:
    script = (
        "import sys\nfrom ui.cli import main\n"
        f"code = main(['results', {str(full_desk.evaluation)!r}, '--json'])\n"
        "heavy = {'openpyxl', 'xlsxwriter', 'reportlab', 'cryptography', 'pyrage', 'fontTools', 'PySide6'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
        timeout=60,
    )
    assert done.stderr.decode().strip() in {"0 []", "0 ['cryptography', 'pyrage']"}


def test_a_bug_is_logged_and_shown_in_one_sentence(full_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> NoReturn:
        secret = "提言の文章"
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("ui.cli.reporting.verified_report", broken)
    for language, words in (("en", "went wrong"), ("ja", "問題")):
        said = evalapp("--lang", language, "results", full_desk.evaluation, code=70)
        assert words in said.err
        assert said.err.count("\n") == 1
    log = Path(os.environ["EVALAPP_DATA"]) / "evalapp.log"
    assert str(log) in said.err
    logged = log.read_text("utf-8")
    assert logged.count("\nZeroDivisionError\n") == 2
    assert "文章" not in logged.replace('secret = "提言の文章"', ""), "an error's words may quote an answer"


def test_interrupting_is_no_bug(full_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.cli.reporting.verified_report", interrupted)
    assert evalapp("results", full_desk.evaluation, code=130).err == ""
