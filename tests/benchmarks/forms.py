"""300 Excel score forms: read; plan and apply."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from evalapp import sealing
from evalapp.issuing import issue_forms
from evalapp.language import load_language
from evalapp.model import Member
from evalapp.receiving import apply_plan, plan_files
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from exports.excel.form_book import form_book
from exports.excel.form_reader import read_form
from tests.benchmarks.measuring import Case
from tests.forms import NOW, evaluation, filled

_COUNT = 300
_COMMENT = "本課題は、当初の計画に沿って着実に研究開発が進められており、中間目標をおおむね達成している。" * 4


def prepare(folder: Path) -> None:
    """An evaluation of 300 members, 3 subjects and 7 criteria, with each member's filled form."""
    of, language = evaluation(), load_language("ja")
    rubric = of.rubrics[0]
    of = replace(
        of,
        rubrics=(rubric,),
        subjects=tuple(replace(subject, rubric_id=rubric.id) for subject in of.subjects),
        members=tuple(Member(f"m{number}", f"委員 {number}") for number in range(_COUNT)),
        recusals=(),
    )
    create_evaluation(folder / "e.evaluation", of, [], sealing.new_evaluation_keys(), NOW, "bench")
    with EvaluationFile(folder / "e.evaluation") as file:
        blank = folder / "blank"
        blank.mkdir()
        forms = issue_forms(
            file, blank, (), lambda ballot, key, at: form_book(ballot, key, language, at), NOW, "bench"
        )
        (folder / "files").mkdir()
        for number, form in enumerate(forms):
            data = form.path.read_bytes()
            names = [name for name in read_form(data, "f").cells if re.match(r"evalapp_s\d", name)]
            answers = {
                name: (number + place) % 4
                if re.fullmatch(r"evalapp_s\d_c\d", name)
                else f"{number}: {_COMMENT}"
                for place, name in enumerate(names)
                if "recusal" not in name
            }
            (folder / "files" / f"{form.member.id}.xlsx").write_bytes(filled(data, answers))


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "files").iterdir())]


def _read(folder: Path) -> Callable[[], object]:
    files = _files(folder)
    return lambda: [read_form(data, "f.xlsx") for data in files]


def _inflate(folder: Path) -> Callable[[], object]:
    files = _files(folder)

    def run() -> None:
        for data in files:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    archive.read(info)

    return run


def _parse(folder: Path) -> Callable[[], object]:
    """Inflating and parsing with a handler that does nothing."""
    files = _files(folder)

    def run() -> None:
        for data in files:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if not info.filename.startswith(("docProps", "xl/theme")):
                        parser = expat.ParserCreate()
                        parser.StartElementHandler = lambda _name, _attributes: None
                        parser.Parse(archive.read(info), True)

    return run


def _take_in(folder: Path) -> Callable[[], object]:
    copies = iter([shutil.copy(folder / "e.evaluation", folder / f"app-{n}.evaluation") for n in range(3)])

    def run() -> object:
        with EvaluationFile(Path(next(copies))) as file:
            plan = plan_files(file, [folder / "files"], read_form, NOW, "0")
            applied = apply_plan(file, plan, NOW, "bench", confirmed=False)
            assert applied.accepted == _COUNT
            return applied

    return run


CASES = [
    Case(
        f"read {_COUNT} Excel forms",
        _read,
        {"inflating and parsing the same": _parse, "inflating the same": _inflate},
        seconds=0.6,
        ratio=2.5,
    ),
    Case(
        f"plan and apply {_COUNT} Excel forms",
        _take_in,
        {"inflating and parsing the same": _parse},
        seconds=0.8,
    ),
]
