"""The sample's materials: shipped as PDF, as their texts say, and with every ballot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import resources
from evalapp.store.ballot_file import BallotFile
from tests.exports import pdf_reading as pdf
from tests.story import Desk

ROOT = Path(__file__).parent.parent
SHIPPED = sorted(resources.path("sample", "materials").glob("*.pdf"))


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("materials")
    command = [sys.executable, "tools/sample_materials.py", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return folder


def test_the_shipped_materials_are_those_of_the_texts(typeset: Path) -> None:
    assert [path.name for path in SHIPPED] == sorted(path.name for path in typeset.iterdir())
    for path in SHIPPED:
        # not the bytes: another zlib packs the same content otherwise
        assert pdf.everything(path.read_bytes()) == pdf.everything((typeset / path.name).read_bytes()), (
            path.name
        )


def test_they_are_whole_and_light(tmp_path: Path) -> None:
    assert sum(path.stat().st_size for path in SHIPPED) < 10**6
    pages = 0
    for path in SHIPPED:
        data = path.read_bytes()
        pages += len(pdf.pages(data))
        pdf.check(data, tmp_path)
        pdf.assert_inside(data)
        assert len(pdf.outline(data)) >= 5
        assert "〓" not in pdf.text(data)
    assert pages >= 40


def test_each_subject_of_the_sample_has_its_materials_in_the_ballots(handed_in_once: Desk) -> None:
    for member, subjects in (("m1", "AABCP"), ("m3", "AACP")):
        with BallotFile(handed_in_once.ballot(member)) as file:
            found = list(file.materials())
        assert "".join(id_ for id_, _name, _content in found) == subjects
        assert all(content.startswith(b"%PDF-") and name.endswith(".pdf") for _id, name, content in found)
