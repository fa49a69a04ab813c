"""Excel score forms for tests, and how they are filled in without a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from evalapp.ballot import Ballot, new_ballot
from evalapp.form import Form, IssuedForm, rubrics_key
from evalapp.language import Language, load_language
from evalapp.model import (
    Evaluation,
    EvaluationInfo,
    Member,
    Recusal,
    RecusalKind,
    Role,
    Subject,
    SubjectKind,
)
from evalapp.rubric import EvaluationKind
from evalapp.rubric_data import shipped_rubric
from exports.excel.form_book import form_book
from exports.excel.form_reader import read_form

JA = load_language("ja")
MADE_AT = datetime(2026, 12, 1, tzinfo=UTC)
NOW = datetime(2027, 1, 7, 3, 4, 5, tzinfo=UTC)
FORM_ID = "ab" * 16
PROJECT, NEDO = shipped_rubric("meti-project"), shipped_rubric("nedo-style")


def evaluation() -> Evaluation:
    """Three subjects: two with seven criteria, and one with four that take comments themselves."""
    interim, project = EvaluationKind.INTERIM, SubjectKind.PROJECT
    return Evaluation(
        EvaluationInfo(
            "0123456789abcdef" * 2,
            "再生医療関連プログラム 評価",
            interim,
            "評価室",
            deadline=date(2027, 1, 8),
            contact="事務局 hyouka@example.jp",
        ),
        (PROJECT, NEDO),
        (
            Subject("A", "創薬支援基盤技術", project, PROJECT.id, EvaluationKind.FINAL),
            Subject("B", "遺伝子治療製造技術", project, PROJECT.id, interim),
            Subject("C", "細胞加工製品製造技術", project, NEDO.id, interim),
        ),
        (
            Member("m1", "髙瀬 惇也", Role.CHAIR, "青嶺大学 教授"),
            Member("m2", "𠮷住 千景"),
            Member("m3", "辻󠄀堂 誠司"),
        ),
        (Recusal("m3", "B", RecusalKind.CONFLICT, "共同研究"),),
    )


def ballot(of: Evaluation | None = None, member: str = "m1") -> Ballot:
    """The member's questions, as the issued form ``FORM_ID``."""
    of = of or evaluation()
    person = next(one for one in of.members if one.id == member)
    return new_ballot(of, person, FORM_ID, 1, "")


def blank(of: Evaluation | None = None, member: str = "m1", language: Language = JA) -> bytes:
    """An empty form."""
    of = of or evaluation()
    return form_book(ballot(of, member), rubrics_key(of.rubrics), language, MADE_AT)


def issued(member: str = "m1", *, newest: bool = True) -> dict[str, IssuedForm]:
    """What the evaluation knows of the form."""
    return {FORM_ID: IssuedForm(FORM_ID, member, 1, newest)}


def full_answers() -> dict[str, object]:
    """Answers to every cell of m1's form: points in turn, a comment each, all judged."""
    form = read_form(blank(), "f.xlsx")
    names = [name for name in form.cells if re.match(r"evalapp_s\d", name) and "recusal" not in name]
    marks = [name for name in names if re.fullmatch(r"evalapp_s\d+_c\d+", name)]
    points: dict[str, object] = {name: number % 4 for number, name in enumerate(marks)}
    return {name: points.get(name, f"意見 {name}\n二行目。<b>&amp;") for name in names}


def values(form: Form) -> dict[str, object]:
    """What the named cells hold."""
    return {name: cell.value for name, cell in form.cells.items()}


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a workbook."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """``data`` with one part changed, which must make a difference."""
    parts = parts_of(data)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return zipped(parts | {part: after.encode()})


def filled(data: bytes, answers: Mapping[str, object]) -> bytes:
    """A form as we write it, with values in named cells.

    ``answers``: numbers and texts, or ``bytes`` for the content of the cell with its attributes before a
    ``>``, such as ``b' t="b"><v>1</v>'``.
    """
    cells = read_form(data, "f.xlsx").cells
    parts = parts_of(data)
    order = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"].decode())
    for name, answer in answers.items():
        sheet, _mark, address = cells[name].place.rpartition("!")
        part = f"xl/worksheets/sheet{order.index(sheet) + 1}.xml"
        if isinstance(answer, bytes):
            content = answer.decode()
        elif isinstance(answer, str):
            content = f' t="inlineStr"><is><t xml:space="preserve">{escape(answer)}</t></is>'
        else:
            content = f"><v>{answer}</v>"
        empty = re.compile(rf'(<c r="{address}" s="\d+")/>')
        text, count = empty.subn(
            lambda found, content=content: f"{found[1]}{content}</c>", parts[part].decode()
        )
        assert count == 1, name
        parts[part] = text.encode()
    return zipped(parts)


def with_more_subjects(count: int) -> Evaluation:
    """The evaluation with ``count`` subjects of seven criteria."""
    of = evaluation()
    one = of.subjects[0]
    return replace(
        of, subjects=tuple(replace(one, id=f"s{n}", title=f"課題 {n}") for n in range(1, count + 1))
    )
