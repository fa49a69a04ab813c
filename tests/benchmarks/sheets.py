"""Official score sheets as one PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from evalapp.language import load_language
from evalapp.model import Comment, Member, ScoreSheet, Subject, SubjectKind
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.rubric_data import shipped_rubric
from exports.pdf.sheet_page import SheetPage
from exports.pdf.sheets import sheets_pdf
from tests.benchmarks.measuring import Case
from tests.builders import INFO

_TEXT = (
    "本課題は、当初の計画に沿って着実に研究開発が進められており、設定された中間目標をおおむね達成している。"
    "特に、細胞の大量培養に関する要素技術については、世界的に見ても優れた成果が得られていると評価できる。"
    "一方で、実用化に向けた体制と費用の見通し(GMP 対応、1 回あたりの原価など)は、より具体的な検討が望まれる。"
)


def prepare(_folder: Path) -> None:
    """Nothing to prepare."""


def _pages(count: int) -> Iterator[Any]:
    kind, rubric = EvaluationKind.INTERIM, shipped_rubric("meti-project")
    for number in range(count):
        subject = Subject(
            f"s{number // 10}", f"研究開発課題 {number // 10}", SubjectKind.PROJECT, rubric.id, kind
        )
        texts = tuple(Comment(one, f"{number}: {_TEXT}{_TEXT}") for one in CommentKind)
        marks = {one.id: (number + place) % 4 for place, one in enumerate(rubric.criteria)}
        member = Member(f"m{number % 10}", f"委員 {number % 10}", affiliation="大学")
        sheet = ScoreSheet(subject.id, marks, texts)
        yield SheetPage(INFO, subject, rubric, sheet, member, "7K3M-Q2XA-9F0B", date(2022, 12, 23))


def _sheets(count: int) -> Callable[[Path], Callable[[], object]]:
    def work(_folder: Path) -> Callable[[], object]:
        language = load_language("ja")
        return lambda: sheets_pdf(_pages(count), language)

    return work


def _bare(count: int) -> Callable[[Path], Callable[[], object]]:
    """The same number of signs, 40 a line, drawn one line after the other; pages of 1,500 signs."""

    def work(_folder: Path) -> Callable[[], object]:
        font = resources.path("fonts", "BIZUDPGothic-Regular.ttf")
        signs = 6 * len(_TEXT) + 900  # what a form prints beside the comments: heads, guidance, steps
        lines = [(_TEXT * 20)[start : start + 40] for start in range(0, signs, 40)]

        def run() -> bytes:
            pdfmetrics.registerFont(TTFont("bench", str(font)))
            stream = io.BytesIO()
            canvas = Canvas(stream)
            for _ in range(count):
                canvas.setFont("bench", 9)
                for number, line in enumerate(lines):
                    canvas.drawString(50, 800 - number % 60 * 12, line)
                canvas.showPage()
            canvas.save()
            return stream.getvalue()

        return run

    return work


CASES = [
    Case(
        f"{count:,} score sheets as one PDF",
        _sheets(count),
        {"reportlab drawing as many signs": _bare(count)},
        seconds=seconds,
        memory=120,
        repeats=3 if count <= 100 else 2,
    )
    for count, seconds in ((100, 0.8), (1000, 6.0))
]
