"""The house's own rules that no linter knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("evalapp", "exports", "ui", "resources")


def test_the_lock_file_pins_hashes_and_names_no_address():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 20
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_the_lock_file_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9_-]+", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), requirement


def test_no_module_is_longer_than_it_should_be():
    lengths = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines())
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
    }
    assert len(lengths) > 50
    assert not {path: length for path, length in lengths.items() if length > 400}


def test_the_front_door_is_ten_lines():
    assert len((ROOT / "evalapp/__main__.py").read_text("utf-8").splitlines()) <= 10


def test_resources_import_nothing_of_ours():
    for path in (ROOT / "resources").rglob("*.py"):
        assert not re.search(
            r"^\s*(from|import) (evalapp|exports|ui)\b", path.read_text("utf-8"), re.MULTILINE
        )


def test_fonts_come_with_their_licences():
    fonts = [path.stem.partition("-")[0] for path in (ROOT / "resources/fonts").glob("*.ttf")]
    assert fonts
    for family in fonts:
        licence = (ROOT / f"resources/fonts/OFL-{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()
