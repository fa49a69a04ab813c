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
from evalapp.mark import NoPoints
from evalapp.model import Comment, Member, ScoreSheet, Subject, SubjectKind
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.rubric_data import shipped_rubric
from exports.pdf.combined import combined_pdf
from exports.pdf.qr import qr_code
from exports.pdf.sheet_page import SheetPage
from exports.pdf.sheets import sheets_pdf
from tests.benchmarks.measuring import Case
from tests.builders import INFO, report, subject_report

_TEXT = (
    "本課題は、当初の計画に沿って着実に研究開発が進められており、設定された中間目標をおおむね達成している。"
    "特に、細胞の大量培養に関する要素技術については、世界的に見ても優れた成果が得られていると評価できる。"
    "一方で、実用化に向けた体制と費用の見通し(GMP 対応、1 回あたりの原価など)は、より具体的な検討が望まれる。"
)


def prepare(_folder: Path) -> None:
    """Nothing to prepare."""


def _pages(count: int, members: int, *, blank: bool) -> Iterator[Any]:
    """``count`` sheets, subject after subject, each judged by so many members; every member has a code."""
    kind, rubric = EvaluationKind.INTERIM, shipped_rubric("meti-project")
    nothing = {one.id: NoPoints.BLANK for one in rubric.scored}
    for number in range(count):
        place, which = divmod(number, members)
        subject = Subject(f"s{place}", f"研究開発課題 {place}", SubjectKind.PROJECT, rubric.id, kind)
        member = Member(f"m{which}", f"委員 {which}", affiliation="大学")
        if blank:
            yield SheetPage(INFO, subject, rubric, ScoreSheet(subject.id, nothing), member, "", None)
            continue
        texts = tuple(Comment(one, f"{number}: {_TEXT}{_TEXT}") for one in CommentKind)
        marks = {one.id: (number + at) % 4 for at, one in enumerate(rubric.criteria)}
        sheet = ScoreSheet(subject.id, marks, texts)
        yield SheetPage(INFO, subject, rubric, sheet, member, f"7K3M-Q2XA-{which:04}", date(2022, 12, 23))


def _sheets(count: int, members: int, *, blank: bool = False) -> Callable[[Path], Callable[[], object]]:
    def work(_folder: Path) -> Callable[[], object]:
        language = load_language("ja")

        def run() -> bytes:
            qr_code.cache_clear()
            return sheets_pdf(_pages(count, members, blank=blank), language)

        return run

    return work


def _combined(subjects: int, members: int) -> Callable[[Path], Callable[[], object]]:
    """One combined sheet a subject, with all comments of all members."""

    def work(_folder: Path) -> Callable[[], object]:
        language = load_language("ja")
        comments = [
            tuple(Comment(one, f"{n}: {_TEXT}{_TEXT}") for one in CommentKind) for n in range(members)
        ]
        rows = [[(place + n) % 4 for n in range(members)] for place in range(7)]
        found = [subject_report(f"s{n}", f"課題 {n}", rows, comments=comments) for n in range(subjects)]
        whole = report(*found)
        return lambda: combined_pdf(whole, language, named=True)

    return work


def _bare(count: int, comments: int = 6 * len(_TEXT)) -> Callable[[Path], Callable[[], object]]:
    """The same number of signs, 40 a line, drawn one line after the other, a page for each sheet."""

    def work(_folder: Path) -> Callable[[], object]:
        font = resources.path("fonts", "BIZUDPGothic-Regular.ttf")
        signs = comments + 900  # what a form prints beside the comments: heads, guidance, steps
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


_BARE = "reportlab drawing as many signs"
CASES = [
    *(
        Case(
            f"{count:,} score sheets as one PDF",
            _sheets(count, members),
            {_BARE: _bare(count)},
            seconds=seconds,
            memory=memory,
            repeats=3 if count <= 100 else 2,
        )
        for count, members, seconds, memory in (
            (100, 10, 0.8, 120),
            (1000, 10, 6.0, 120),
            (3000, 30, 18.0, 200),
        )
    ),
    Case(
        "1,000 blank sheets, each with its own QR code",
        _sheets(1000, 10, blank=True),
        {_BARE: _bare(1000, comments=0)},
        seconds=6.0,
        memory=120,
        repeats=2,
    ),
    Case(
        "100 combined sheets of 30 members",
        _combined(100, 30),
        {_BARE: _bare(3000, comments=6 * len(_TEXT) - 900)},
        memory=200,
        repeats=2,
    ),
]
