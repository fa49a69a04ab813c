"""LibreOffice opens our Word files as they are and sets them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.model import Comment
from evalapp.rubric import CommentKind
from evalapp.texts import Recommendation, SubjectTexts, Texts
from exports.outline.blocks import Edition, Heading, Opinions, Responses
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.test_word_report import LONG, ODD, word_of
from tests.exports.written import EN, outline_of, written_report

SECONDS = 120
# what its text export or this computer's fonts do not tell apart
SAFE = [text for text in ODD if text.strip() and "か゚" not in text and "\u2028" not in text]


def odd_file() -> bytes:
    text = "\n".join(SAFE)
    joint = Texts(subjects={"A": SubjectTexts(LONG, {}, (Recommendation(text, (LONG,)),))})
    comments = [(Comment(CommentKind.POSITIVE, text),)]
    subject = builders.subject_report("A", "題", [[1]] * 7, comments=comments)
    return word_of(replace(builders.report(subject), texts=joint))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our files as LibreOffice turned them into PDF and text."""
    soffice = shutil.which("soffice")
    assert soffice is not None, "LibreOffice is missing: tools/system-packages.sh test installs it"
    folder = tmp_path_factory.mktemp("libreoffice")
    report = written_report()
    files = {
        "final": word_of(report),
        "named": word_of(report, named=True, edition=Edition.DRAFT),
        "english": word_of(report, EN),
        "odd": odd_file(),
    }
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    paths = [str(folder / f"{name}.docx") for name in files]
    for target in ("pdf", "txt:Text (encoded):UTF8"):
        subprocess.run(
            [*command, target, "--outdir", str(folder), *paths],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    return folder


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


def said(folder: Path, name: str) -> list[str]:
    """The lines of LibreOffice's text export, without the bullets it puts before items."""
    text = (folder / f"{name}.txt").read_text("utf-8-sig")
    return [re.sub(r"^ *[●•] ", "", line) for line in text.split("\n")]


@pytest.mark.parametrize("name", ["final", "named", "english", "odd"])
def test_every_file_is_set_on_numbered_pages(opened, name):
    pages = pdf.pages((opened / f"{name}.pdf").read_bytes())
    assert len(pages) > 5
    for number, page in enumerate(pages[1:], 2):
        assert flat(page).endswith(f"{number}/{len(pages)}")
    assert not re.search(r"\d+ / \d+\s*$", pages[0])


def test_the_published_tables_are_set_digit_for_digit(opened):
    words = [
        line.split()
        for page in pdf.pages((opened / "final.pdf").read_bytes())
        for line in page.splitlines()
        if re.match(r"\s*[１-７]．.* \d\.\d +\d", line)
    ]
    expected = [
        [criterion, mean, *(str(score) for score in scores)]
        for project in builders.GOLDEN["projects"]
        for criterion, mean, scores in zip(
            builders.GOLDEN["criteria"], project["printed"], project["scores"], strict=True
        )
    ]
    assert [[row[0].partition("．")[2], *row[1:]] for row in words] == expected


def test_the_charts_are_drawn_with_their_values(opened):
    text = "".join(pdf.pages((opened / "final.pdf").read_bytes()))
    for project in builders.GOLDEN["projects"]:
        for mean in set(project["printed"]):
            wanted = 2 * sum(one["printed"].count(mean) for one in builders.GOLDEN["projects"])
            assert len(re.findall(rf"(?<![\d.]){re.escape(mean)}(?![\d.])", text)) == wanted
    images = subprocess.run(
        ["pdfimages", "-list", str(opened / "final.pdf")], capture_output=True, check=True
    ).stdout.decode()
    assert len(images.splitlines()) == 2, "a chart is drawn, not a picture"


def test_all_texts_of_the_outline_are_read(opened):
    found = "".join(map(flat, said(opened, "final")))
    count = 0
    for block in outline_of(written_report()).blocks:
        texts = [block.text] if isinstance(block, Heading) else []
        if isinstance(block, Opinions):
            texts = [item.text for item in block.items]
        if isinstance(block, Responses):
            texts = [one for row in block.rows for one in (row.text, row.theme, *sum(row.responses, ()))]
        count += len(texts)
        assert not [text for text in texts if flat(text) not in found]
    assert count > 150


def test_odd_texts_are_read_as_they_were_written(opened):
    lines = said(opened, "odd")
    assert not [text for text in SAFE if lines.count(text) < 2]
    assert lines.count(LONG) == 2
    assert "Error" not in "".join(lines)


def test_draft_and_named_editions_say_so_on_every_page(opened):
    pages = [flat(page) for page in pdf.pages((opened / "named.pdf").read_bytes())]
    assert all("（案）" in page and "委員名入り：公表用ではありません" in page for page in pages)
    pages = [flat(page) for page in pdf.pages((opened / "final.pdf").read_bytes())]
    assert not any("（案）" in page or "委員名入り" in page for page in pages)


def test_the_longest_texts_flow_over_pages_under_repeated_heads(opened):
    pages = [flat(page) for page in pdf.pages((opened / "odd.pdf").read_bytes())]
    assert len(pages) > 50
    assert sum("提言対処方針" in page for page in pages) > 20
    assert "".join(pages).count("長") == 2 * LONG.count("長")
