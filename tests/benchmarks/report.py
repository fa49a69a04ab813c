"""The report's evaluation part as one PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from evalapp.language import load_language
from evalapp.model import Comment
from evalapp.report import Report
from evalapp.rubric import CommentKind
from evalapp.texts import Finding, Recommendation, Review, SubjectTexts, Texts
from exports.outline.blocks import Edition, JointText, Opinions, Outline, Responses
from exports.outline.compose import compose
from exports.pdf.report import report_pdf
from tests import builders
from tests.benchmarks.measuring import Case

_TEXT = (
    "本課題は、当初の計画に沿って着実に研究開発が進められており、設定された中間目標をおおむね達成している。"
    "特に、細胞の大量培養に関する要素技術については、世界的に見ても優れた成果が得られていると評価できる。"
    "一方で、実用化に向けた体制と費用の見通し(GMP 対応、1 回あたりの原価など)は、"
    "より具体的な検討が望まれる。\n"
)
_SUBJECTS, _MEMBERS = 30, 8


def prepare(_folder: Path) -> None:
    """Nothing to prepare."""


def _report() -> Report:
    subjects, texts = [], {}
    for number in range(_SUBJECTS):
        id_ = f"s{number + 1}"
        said = [
            tuple(Comment(kind, f"{number}-{member}: {_TEXT}") for kind in CommentKind)
            for member in range(_MEMBERS)
        ]
        rows = [[(number + place + member) % 4 for member in range(_MEMBERS)] for place in range(7)]
        title = f"研究開発課題 {number + 1}"
        subjects.append(builders.subject_report(id_, title, list(rows), comments=said))
        texts[id_] = SubjectTexts(
            _TEXT * 5,
            {},
            tuple(Recommendation(f"{place}: {_TEXT}", (_TEXT * 2,)) for place in range(3)),
            (Review("中間評価"), Review("事前評価", (Finding(_TEXT, "必要性", (_TEXT,)),) * 2)),
        )
    return replace(builders.report(*subjects), texts=Texts(subjects=texts))


def _outline() -> Outline:
    return compose(_report(), load_language("ja"), Edition.FINAL, named=False)


def _pdf(_folder: Path) -> Callable[[], object]:
    language, outline = load_language("ja"), _outline()
    return lambda: report_pdf(outline, language, builders.NOW)


def _texts(outline: Outline) -> Iterator[str]:
    for block in outline.blocks:
        if isinstance(block, JointText):
            yield block.text
        if isinstance(block, Opinions):
            yield from (item.text for item in block.items)
        if isinstance(block, Responses):
            for row in block.rows:
                yield row.text
                yield from (text for _label, text in row.responses)


def _bare(_folder: Path) -> Callable[[], object]:
    """The same texts, 42 signs a line and 42 lines a page, drawn one line after the other."""
    font = resources.path("fonts", "BIZUDPGothic-Regular.ttf")
    text = "".join(_texts(_outline())).replace("\n", "")
    lines = [text[start : start + 42] for start in range(0, len(text), 42)]

    def run() -> bytes:
        pdfmetrics.registerFont(TTFont("bench", str(font)))
        stream = io.BytesIO()
        canvas = Canvas(stream)
        for number, line in enumerate(lines):
            if not number % 42:
                if number:
                    canvas.showPage()
                canvas.setFont("bench", 10.5)
            canvas.drawString(62, 780 - number % 42 * 17.5, line)
        canvas.showPage()
        canvas.save()
        return stream.getvalue()

    return run


CASES = [
    Case(
        f"the report of {_SUBJECTS} subjects as PDF",
        _pdf,
        {"reportlab drawing as many lines": _bare},
        seconds=0.6,
        ratio=3,
        memory=60,
    )
]
