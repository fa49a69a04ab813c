"""What members print for themselves: the receipt of a hand-in, and their sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports import pdf_reading as pdf
from tests.story import Desk, evalapp, refused

FULL = [("m1", s, c, n) for n, (s, c) in enumerate((s, c) for s in "PQ" for c in ("c1", "c2"))]


def receipt(desk: Desk, path: Path, *options: str) -> str:
    """Hand in with a receipt; what the receipt says."""
    evalapp("hand-in", desk.ballot("m1"), "--out", desk.submissions, "--receipt", path, *options)
    return pdf.text(path.read_bytes())


def test_a_hand_in_with_its_receipt(small: Desk) -> None:
    path = small.folder / "receipt.pdf"
    small.fill("m1", FULL)
    text = receipt(small, path)
    code = small.intake(small.submission("m1"), apply=False)["files"][0]["code"]
    assert code in text
    assert "第1版" in text
    assert "m1.submission" in text
    # the same again is the same paper, and no older one has to be kept
    before = path.read_bytes()
    assert receipt(small, path) == text
    assert path.read_bytes() == before
    small.fill("m1", [("m1", "P", "c1", 3)])
    second = receipt(small, path, "--form-lang", "en")
    assert "No.2" in second
    assert second.count(code) == 1  # the earlier revision is listed
    assert (small.folder / "receipt (old 1).pdf").read_bytes() == before
    small.fill("m1", [("m1", "P", "c1", "")])
    assert "途中（未記入の欄：1）" in receipt(small, small.folder / "third.PDF", "--draft")


def test_sheets_as_they_stand_as_handed_in_and_blank(small: Desk) -> None:
    path = small.folder / "sheets.pdf"
    small.fill("m1", FULL[:3])
    assert f"Written: {path}" in evalapp("sheets", small.ballot("m1"), "-o", path).out
    assert pdf.text(path.read_bytes()).count("未提出") == 2
    small.fill("m1", FULL)
    small.hand_in("m1")
    said = evalapp("sheets", small.ballot("m1"), "--out", path)
    assert "kept as sheets (old 1).pdf" in said.out
    code = small.intake(small.submission("m1"), apply=False)["files"][0]["code"]
    assert pdf.text(path.read_bytes()).count(code) == 4  # in head and foot of each
    evalapp("sheets", small.ballot("m1"), "-o", small.folder / "blank.pdf", "--blank", "--form-lang", "en")
    blank = pdf.text((small.folder / "blank.pdf").read_bytes())
    assert code not in blank
    assert "Circleonescore" in blank


def test_printing_changes_nothing_in_the_ballot(small: Desk) -> None:
    before = small.ballot("m1").read_bytes()
    evalapp("sheets", small.ballot("m1"), "-o", small.folder / "sheets.pdf")
    assert small.ballot("m1").read_bytes() == before


@pytest.mark.parametrize("name", ["receipt", "receipt.txt", "receipt.pdf.submission"])
def test_a_wrong_name_is_refused_before_anything_is_handed_in(name: str, small: Desk) -> None:
    small.fill("m1", FULL)
    path = small.folder / name
    words = ("hand-in", small.ballot("m1"), "--out", small.submissions, "--receipt", path)
    assert "should end in .pdf" in refused(*words)
    assert not small.submissions.exists()
    assert "should end in .pdf" in refused("sheets", small.ballot("m1"), "-o", path)
    assert not path.exists()


def test_an_incomplete_ballot_gets_no_receipt(small: Desk) -> None:
    path = small.folder / "receipt.pdf"
    refused("hand-in", small.ballot("m1"), "--out", small.submissions, "--receipt", path)
    assert not path.exists()


def test_a_receipt_that_cannot_be_written_says_so_after_the_hand_in(small: Desk) -> None:
    small.fill("m1", FULL)
    path = small.folder / "gone" / "receipt.pdf"
    said = evalapp("hand-in", small.ballot("m1"), "--out", small.submissions, "--receipt", path, code=1)
    assert "Verification code" in said.out
    assert str(path) in said.err or "gone" in said.err
    assert small.submission("m1").is_file()


def test_what_is_no_ballot_has_no_sheets(small: Desk) -> None:
    assert "not found" in refused("sheets", small.folder / "gone.ballot", "-o", small.folder / "s.pdf")
    assert "is not a ballot" in refused("sheets", small.evaluation, "-o", small.folder / "s.pdf")
