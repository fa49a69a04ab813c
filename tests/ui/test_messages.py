"""Every fault has a sentence, every sentence a fault, and both languages are complete."""

from __future__ import annotations

import ast
import io
import string
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import resources
from evalapp.errors import EvalError
from evalapp.language import load_language
from evalapp.store.ballot_schema import BALLOT
from evalapp.store.evaluation_schema import EVALUATION
from tools.translations import extracted
from ui.intake_words import STATUS_WORDS
from ui.messages import KINDS, SENTENCES, phrase
from ui.record_words import FAULTS
from ui.setup_words import WORDS

ROOT = Path(resources.__file__).parents[1]
CATALOGUE = resources.path("translations", "ja", "LC_MESSAGES")
# the one place that looks its code up in a table
TABLED = {"disk-full", "file-busy", "file-denied", "file-damaged", "file-unreadable"}
COMPUTED = {"answers-row": {"others"}, "form-cell": {"others"}}


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Every ``EvalError(...)`` in the source: code, names of its parameters, place."""
    for room in ("evalapp", "exports", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                if node.func.id != "EvalError":
                    continue
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                codes = _codes(node.args[0])
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                if codes is None:
                    assert path.name == "database.py", f"{where}: the code cannot be read from the source"
                    for code in TABLED:
                        yield code, names | ({"problem"} if code == "file-unreadable" else set()), where
                else:
                    assert all(keyword.arg for keyword in node.keywords), where
                    for code in codes:
                        yield code, names, where


def _codes(node: ast.expr) -> set[str] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        one, other = _codes(node.body), _codes(node.orelse)
        return None if one is None or other is None else one | other
    return None


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _how in string.Formatter().parse(text) if name is not None}


RAISED = list(raised())


def test_the_scan_sees_the_whole_source() -> None:
    assert len(RAISED) > 80
    assert {where.partition("/")[0] for _code, _names, where in RAISED} == {"evalapp", "exports", "ui"}
    from evalapp.store import database  # noqa: PLC0415

    assert set(database._FAULTS.values()) == TABLED


@pytest.mark.parametrize(("code", "names", "where"), RAISED, ids=[f"{c}@{w}" for c, _n, w in RAISED])
def test_every_fault_has_a_sentence_and_supplies_what_it_names(
    code: str, names: set[str], where: str
) -> None:
    assert code in SENTENCES, where
    computed = {"document"} if code.startswith("setup-") else COMPUTED.get(code, set())
    assert placeholders(SENTENCES[code]) <= names | computed, where


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == {code for code, _names, _where in RAISED}


def test_codes_that_are_asked_for_exist() -> None:
    """``error.code == "…"`` with a word that nothing raises would never be true."""
    asked = set()
    for room in ("evalapp", "exports", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
                    if node.left.attr != "code":
                        continue
                    # a named set is made of words that are there
                    literal = [one for one in node.comparators if not isinstance(one, ast.Name)]
                    values = [ast.literal_eval(one) for one in literal]
                    asked |= {
                        str(one)
                        for value in values
                        for one in (value if isinstance(value, set | tuple) else (value,))
                    }
    languages = {"ja", "en"}
    assert asked - languages
    # the record has faults of its own
    assert asked - languages - set(FAULTS) <= set(SENTENCES)


def test_a_file_of_another_kind_is_told_in_words() -> None:
    assert set(KINDS) == {EVALUATION.name, BALLOT.name}
    error = EvalError("file-wrong-kind", file="E.ballot", expected=BALLOT.name)
    assert phrase(error, load_language("ja")).startswith("E.ballot は評価票ファイルではありません。")
    assert phrase(error, load_language("en")).startswith("E.ballot is not a ballot.")


def test_every_sentence_says_what_happened_and_ends() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence.rstrip().endswith((".", "}")), code
    assert len(set(SENTENCES.values())) == len(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_translated_with_the_same_parameters(code: str) -> None:
    english = SENTENCES[code]
    japanese = load_language("ja").gettext(english)
    assert japanese != english
    assert any("ぁ" <= sign <= "鿿" for sign in japanese), japanese
    assert placeholders(japanese) == placeholders(english)


def test_no_two_faults_sound_the_same_in_japanese() -> None:
    said = defaultdict(set)
    for code, english in SENTENCES.items():
        said[load_language("ja").gettext(english)].add(code)
    assert {text: codes for text, codes in said.items() if len(codes) > 1} == {}


def test_the_catalogue_holds_just_what_the_code_says() -> None:
    held = read_po(io.BytesIO((CATALOGUE / "evalapp.po").read_bytes()), locale="ja")
    ids = {message.id for message in held if message.id}
    assert ids == {message.id for message in extracted() if message.id}
    for message in held:
        if not message.id:
            continue
        assert message.string, f"no translation: {message.id}"
        assert not message.fuzzy
        assert placeholders(message.string) == placeholders(message.id), message.id


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    compiled = io.BytesIO()
    source = io.BytesIO((CATALOGUE / "evalapp.po").read_bytes())
    write_mo(compiled, read_po(source, locale="ja"))
    assert (CATALOGUE / "evalapp.mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_sentence_names_what_it_is_about(language: str) -> None:
    cause = EvalError("points-not-on-scale", found="7", allowed="3, 2, 1, 0")
    sentence = phrase(EvalError("answers-row", row=12, cause=cause, more=2), load_language(language))
    assert "12" in sentence
    assert "7" in sentence
    assert "3, 2, 1, 0" in sentence
    assert "2" in sentence.rpartition("0")[2]
    assert "{" not in sentence
    one = phrase(EvalError("answers-row", row=12, cause=cause, more=0), load_language(language))
    assert sentence.startswith(one)
    assert len(one) < len(sentence)


def test_a_long_list_is_cut_and_braces_in_what_users_write_do_no_harm() -> None:
    known = [f"{{id{number}}}" for number in range(40)]
    error = EvalError("ballot-unknown-member", member="{0} {file!r}", known=known)
    english = phrase(error, load_language("en"))
    assert "“{0} {file!r}”" in english
    assert "{id11}, …" in english
    assert "{id12}" not in english
    assert "{id11}、…" in phrase(error, load_language("ja"))


def test_places_in_a_set_up_are_said_in_the_language() -> None:
    error = EvalError(
        "setup-wrong-type", where="rubric 2, criterion 3", key="scored", expected="true or false"
    )
    japanese = phrase(error, load_language("ja"))
    for word in ("rubric", "criterion"):
        assert word in phrase(error, load_language("en"))
        assert word not in japanese
    assert "scored" in japanese


def test_the_words_of_a_set_up_and_of_an_intake_are_translated() -> None:
    ja = load_language("ja").gettext
    for english in (*WORDS, *STATUS_WORDS.values(), *FAULTS.values()):
        assert ja(english) != english


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        phrase(EvalError("no-such-code"), load_language("en"))
