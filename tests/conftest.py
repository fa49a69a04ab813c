"""What every test shares: a data folder of its own, and the sample evaluation made once."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from evalapp.language import Language
from tests.story import Desk, evalapp, new_desk, own_data, sample_desk
from ui.cli.parser import build_parser
from ui.cli.usage import translate_usage

# before the first window; a trial that needs a screen starts one of its own
os.environ["QT_QPA_PLATFORM"] = "offscreen"
settings.register_profile("house", deadline=None, max_examples=100, print_blob=True)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's data folder or depends on the language of the computer."""
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "data"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session", autouse=True)
def parsers_made_once() -> Iterator[None]:
    """A parser keeps nothing of what it parsed: tests run a thousand commands with one a language."""
    made: dict[str, ArgumentParser] = {}

    def build(language: Language) -> ArgumentParser:
        translate_usage(language)
        if language.code not in made:
            made[language.code] = build_parser(language)
        return made[language.code]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.cli.build_parser", build)
        yield


@pytest.fixture(scope="session")
def handed_in_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample evaluation: ballots issued, scored and handed in; nothing taken in. Do not change it."""
    with own_data(tmp_path_factory.mktemp("data")):
        return sample_desk(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def taken_in_once(handed_in_once: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same with all submissions taken in. Do not change it."""
    folder = tmp_path_factory.mktemp("taken") / "desk"
    shutil.copytree(handed_in_once.folder, folder)
    desk = Desk(folder)
    with own_data(tmp_path_factory.mktemp("data")):
        evalapp("intake", desk.evaluation, desk.submissions, "--apply")
    return desk


@pytest.fixture
def desk(handed_in_once: Desk, tmp_path: Path) -> Desk:
    """A copy of the sample evaluation before its intake, to work with."""
    return Desk(shutil.copytree(handed_in_once.folder, tmp_path / "desk"))


@pytest.fixture
def full_desk(taken_in_once: Desk, tmp_path: Path) -> Desk:
    """A copy of the sample evaluation with everything taken in, to work with."""
    return Desk(shutil.copytree(taken_in_once.folder, tmp_path / "desk"))


@pytest.fixture(scope="session")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A small evaluation with its ballots issued. Do not change it."""
    with own_data(tmp_path_factory.mktemp("data")):
        return new_desk(tmp_path_factory.mktemp("small") / "desk")


@pytest.fixture
def small(small_once: Desk, tmp_path: Path) -> Desk:
    """A copy of the small evaluation, to work with."""
    return Desk(shutil.copytree(small_once.folder, tmp_path / "small"))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Readable ids, Japanese ones too; bytes and what no terminal can show are spelled out."""
    if isinstance(val, bytes):
        return ascii(val[:24])
    if isinstance(val, str) and not (val.isprintable() and len(val) <= 60):
        return ascii(val[:24])
    return None
