"""How the command line explains itself, in both languages."""

from __future__ import annotations

import re

import pytest

from evalapp import __version__
from evalapp.language import load_language
from tests.story import Desk, evalapp
from ui.cli import _MODULES
from ui.cli.parser import build_parser

COMMANDS = (
    "template",
    "new",
    "ballots",
    "fill",
    "hand-in",
    "sheets",
    "intake",
    "type-in",
    "undo-intake",
    "results",
    "export",
    "record",
    "status",
    "demo",
    "texts",
    "confirm",
    "close",
    "reopen",
    "corrections",
    "setup",
    "disclosure",
    "open",
)


def kana(text: str) -> bool:
    return any("ぁ" <= sign <= "ヿ" for sign in text)


def test_every_command_is_there_and_listed() -> None:
    assert set(_MODULES) == set(COMMANDS)
    said = evalapp("--help").out
    assert all(f"    {command} " in said for command in COMMANDS)
    assert f"evalapp {__version__}" in evalapp("--version").out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_in_both_languages(command: str) -> None:
    english = evalapp(command, "--help").out
    assert f"usage: evalapp {command}" in english
    assert not kana(english)
    japanese = evalapp("--lang", "ja", command, "--help").out
    explained = [line for line in japanese.splitlines() if line.startswith("  ") and "--help" not in line]
    assert kana(japanese)
    assert len(explained) > 0
    options = {word.strip(",[]") for word in english.split() if word.startswith("--")}
    assert all(option in japanese for option in options)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_argument_has_a_help_in_the_language(language: str) -> None:
    parser = build_parser(load_language(language))
    (commands,) = (action for action in parser._actions if action.dest == "command")
    assert commands.choices is not None
    seen = 0
    for name in COMMANDS:
        one = commands.choices[name]  # type: ignore[index]
        assert kana(one.description) is (language == "ja")
        for action in one._actions:
            if action.dest != "help":
                assert action.help, (name, action.dest)
                assert kana(action.help) is (language == "ja"), (name, action.help)
                seen += 1
    assert seen > 25


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("nonsense", "m1.ballot"),
        ("--no-such-option",),
        ("open", "--no-such-option"),
        ("results",),
        ("results", "x.evaluation", "--json", "--csv"),
        ("fill", "x.ballot"),
        ("intake", "x.evaluation"),
        ("hand-in", "x.ballot", "--out", "y", "--no-such-option"),
        ("export", "x.evaluation", "--out", "y", "--columns", "by-name"),
        ("export", "x.evaluation", "--out", "y", "--lang", "fr"),
        ("--lang", "fr", "results", "x.evaluation"),
        ("undo-intake", "x.evaluation", "--intake", "one"),
        ("intake", "x.evaluation", "y", "--apply", "--confirm", "many"),
    ],
)
def test_wrong_usage_leaves_with_2_and_says_so(words: tuple[str, ...]) -> None:
    said = evalapp(*words, code=2)
    assert said.out == ""
    assert "usage: evalapp" in said.err
    assert "error: " in said.err


@pytest.mark.parametrize(
    ("locale", "japanese"),
    [
        ("ja_JP.UTF-8", True),
        ("ja", True),
        ("en_US.UTF-8", False),
        ("C", False),
        ("de_DE.UTF-8", False),
        ("Japanese_Japan.932", True),
    ],
)
def test_the_language_is_that_of_the_computer(
    locale: str, japanese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert kana(evalapp("results", "gone.evaluation", code=1).err) is japanese
    assert kana(evalapp("--help").out) is japanese


def test_an_empty_environment_falls_back_to_the_system_and_lang_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setattr("locale.getlocale", lambda: ("Japanese_Japan", "932"))
    assert kana(evalapp("results", "gone.evaluation", code=1).err)
    assert not kana(evalapp("--lang", "en", "results", "gone.evaluation", code=1).err)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert not kana(evalapp("results", "gone.evaluation", code=1).err)


@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "ja", "results", "gone.evaluation"),
        ("--lang=ja", "results", "gone.evaluation"),
        ("results", "--lang", "ja", "gone.evaluation"),
        ("results", "gone.evaluation", "--lang=ja"),
        ("--lang", "ja", "export", "gone.evaluation", "--out", "x", "--lang", "en"),
    ],
)
def test_lang_may_stand_before_or_after_the_command(words: tuple[str, ...]) -> None:
    assert kana(evalapp(*words, code=1).err)


def test_for_export_lang_is_that_of_the_documents() -> None:
    assert not kana(evalapp("export", "gone.evaluation", "--out", "x", "--lang", "ja", code=1).err)


def test_numbers_are_the_same_in_both_languages(taken_in_once: Desk) -> None:
    one = evalapp("--lang", "ja", "results", taken_in_once.evaluation)
    other = evalapp("--lang", "en", "results", taken_in_once.evaluation)
    assert one.out != other.out
    figures = re.compile(r"  (\d\.\d  [\d ]+)$", re.MULTILINE)
    assert figures.findall(one.out) == figures.findall(other.out)
    assert len(figures.findall(one.out)) == 21
