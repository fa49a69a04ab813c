"""Set-ups: a valid one, and every fault by name, place and key."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from evalapp.errors import EvalError
from evalapp.fields import refuse_twins
from evalapp.model import Evaluation, RecusalKind, Role, SubjectKind
from evalapp.rubric import EvaluationKind
from evalapp.setup import parse_setup, read_setup_toml

ID = "0" * 32


def tables() -> dict[str, Any]:
    """A valid set-up as TOML gives it."""
    return tomllib.loads(
        """
[evaluation]
title = "評価"
kind = "final"
date = "2022-12-23"
deadline = 2022-12-20
[[subject]]
id = "A"
title = "課題"
[[subject]]
id = "B"
title = "プログラム"
kind = "programme"
rubric = "own"
evaluation_kind = "interim"
[[member]]
id = "m1"
name = "座長"
role = "chair"
[[member]]
id = "m2"
name = "委員"
[[recusal]]
member = "m2"
subject = "B"
kind = "absent"
reason = "海外出張"
[[rubric]]
id = "own"
title = "自前"
decimals = 2
steps = [{points = 10, label = "よい"}, {points = 1}]
criteria = [{id = "c1", title = "一"}, {id = "x", title = "意見", scored = false, comments = ["issue"]}]
"""
    )


def change(path: str, value: object) -> dict[str, Any]:
    """The valid set-up with one place changed: ``"member.0.role"``; ``None`` removes."""
    whole = tables()
    *steps, last = path.split(".")
    place: Any = whole
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return whole


def fault(values: dict[str, Any]) -> EvalError:
    with pytest.raises(EvalError) as refusal:
        parse_setup(values, ID)
    return refusal.value


def test_a_set_up_is_read_whole() -> None:
    made = parse_setup(tables(), ID)
    assert (made.info.id, made.info.title, made.info.kind) == (ID, "評価", EvaluationKind.FINAL)
    assert (made.info.held_on, made.info.deadline) == (date(2022, 12, 23), date(2022, 12, 20))
    first, second = made.subjects
    assert (first.rubric_id, first.evaluation_kind) == ("meti-project", EvaluationKind.FINAL)
    assert (second.kind, second.evaluation_kind) == (SubjectKind.PROGRAMME, EvaluationKind.INTERIM)
    assert made.rubric_of(second).decimals == 2
    assert [rubric.id for rubric in made.rubrics] == ["own", "meti-project"]
    assert made.members[0].role is Role.CHAIR
    recusal = made.recusal("m2", "B")
    assert recusal is not None
    assert (recusal.kind, recusal.reason) == (RecusalKind.ABSENT, "海外出張")
    assert made.recusal("m1", "B") is None


def test_the_shipped_sample_is_valid() -> None:
    made = parse_setup(read_setup_toml(resources.path("sample", "setup.toml").read_bytes()), ID)
    assert isinstance(made, Evaluation)
    assert len(made.members) == 5
    assert [(subject.id, subject.kind.value, subject.rubric_id) for subject in made.subjects] == [
        *((id_, "project", "meti-project") for id_ in "ABC"),
        ("P", "programme", "meti-programme"),
    ]
    assert [(recusal.member_id, recusal.subject_id) for recusal in made.recusals] == [("m3", "B")]


@pytest.mark.parametrize(
    ("path", "value", "code", "names"),
    [
        ("colour", 1, "setup-unknown-key", "colour"),
        ("evaluation.colour", 1, "setup-unknown-key", "colour"),
        ("subject.0.Title", "x", "setup-unknown-key", "Title"),
        ("member.0.phone", "x", "setup-unknown-key", "phone"),
        ("recusal.0.why", "x", "setup-unknown-key", "why"),
        ("rubric.0.scale", "x", "setup-unknown-key", "scale"),
        ("rubric.0.criteria.0.weight", 2, "setup-unknown-key", "weight"),
        ("rubric.0.steps.0.colour", "x", "setup-unknown-key", "colour"),
        ("evaluation", None, "setup-missing", "title"),
        ("evaluation.title", None, "setup-missing", "title"),
        ("evaluation.title", "  ", "setup-missing", "title"),
        ("subject", None, "setup-missing", "subject"),
        ("member", None, "setup-missing", "member"),
        ("member.1.name", None, "setup-missing", "name"),
        ("recusal.0.member", None, "setup-missing", "member"),
        ("rubric.0.criteria", None, "setup-missing", "criteria"),
        ("rubric.0.steps", None, "setup-missing", "steps"),
        ("rubric.0.steps.0.points", None, "setup-missing", "points"),
        ("evaluation", "x", "setup-wrong-type", "evaluation"),
        ("evaluation.title", True, "setup-wrong-type", "title"),
        ("evaluation.title", ["x"], "setup-wrong-type", "title"),
        ("subject", "x", "setup-wrong-type", "subject"),
        ("subject.0.materials", "x.pdf", "setup-wrong-type", "materials"),
        ("subject.0.materials", [1], "setup-wrong-type", "materials"),
        ("recusal.0.reason", 1, "setup-wrong-type", "reason"),
        ("rubric.0.criteria.0.scored", "yes", "setup-wrong-type", "scored"),
        ("rubric.0.criteria.0.steps_by_kind", [], "setup-wrong-type", "steps_by_kind"),
        ("evaluation.kind", "mid-term", "setup-not-a-choice", "kind"),
        ("subject.0.kind", "person", "setup-not-a-choice", "kind"),
        ("member.0.role", "king", "setup-not-a-choice", "role"),
        ("recusal.0.kind", "ill", "setup-not-a-choice", "kind"),
        ("rubric.0.comments", ["praise"], "setup-not-a-choice", "comments"),
        ("evaluation.date", "tomorrow", "setup-bad-date", "date"),
        ("evaluation.date", "2022-02-30", "setup-bad-date", "date"),
        ("evaluation.date", 20221223.5, "setup-bad-date", "date"),
        ("evaluation.date", "2022-W01-1", "setup-bad-date", "date"),
        ("evaluation.date", "2022-13-01", "setup-bad-date", "date"),
        ("subject.0.id", "a b", "setup-bad-id", "id"),
        ("subject.0.id", "../x", "setup-bad-id", "id"),
        ("subject.0.id", "-x", "setup-bad-id", "id"),
        ("subject.0.id", "x" * 41, "setup-bad-id", "id"),
        ("member.0.id", "a/b", "setup-bad-id", "id"),
        ("member.0.id", "a\\b", "setup-bad-id", "id"),
        ("rubric.0.decimals", 4, "setup-bad-number", "decimals"),
        ("rubric.0.decimals", -1, "setup-bad-number", "decimals"),
        ("rubric.0.decimals", "1", "setup-bad-number", "decimals"),
        ("rubric.0.steps.0.points", 1001, "setup-bad-number", "points"),
        ("rubric.0.steps.0.points", -1, "setup-bad-number", "points"),
        ("rubric.0.steps.0.points", 2.5, "setup-bad-number", "points"),
        ("rubric.0.steps.0.points", True, "setup-bad-number", "points"),
    ],
)
def test_a_fault_names_its_place_and_key(path: str, value: object, code: str, names: str) -> None:
    error = fault(change(path, value))
    assert error.code == code, error
    assert error.params.get("key") == names
    assert error.params["where"]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("subject.1.id", "a", "setup-duplicate"),
        ("member.1.id", "M1", "setup-duplicate"),
        ("member.1.id", "ｍ１", "setup-duplicate"),
        ("subject.1.id", "Ａ", "setup-duplicate"),
        ("rubric.0.criteria.1.id", "ｃ１", "setup-duplicate"),
        ("rubric.0.criteria.1.id", "C1", "setup-duplicate"),
        ("subject.1.rubric", "nobody's", "setup-unknown-reference"),
        ("recusal.0.member", "m9", "setup-unknown-reference"),
        ("recusal.0.subject", "Z", "setup-unknown-reference"),
        ("member.1.role", "chair", "setup-two-chairs"),
        ("rubric.0.steps", [{"points": 1}], "setup-bad-scale"),
        ("rubric.0.steps", [{"points": 1}, {"points": 1}], "setup-bad-scale"),
        (
            "rubric.0.criteria.0.steps_by_kind",
            {"final": [{"points": 9}, {"points": 1}]},
            "setup-steps-differ",
        ),
        (
            "rubric.0.criteria.1.steps_by_kind",
            {"final": [{"points": 10}, {"points": 1}]},
            "setup-steps-differ",
        ),
        ("rubric.0.criteria.0.steps_by_kind", {"someday": []}, "setup-unknown-key"),
        ("evaluation.title", "a\nb", "text-control-character"),
        ("evaluation.title", "a\x07b", "text-control-character"),
        ("recusal.0.reason", "a\x07b", "text-control-character"),
        ("evaluation.title", "長" * 1001, "text-too-long"),
    ],
)
def test_a_set_up_that_does_not_hold_together(path: str, value: object, code: str) -> None:
    assert fault(change(path, value)).code == code


def test_the_same_recusal_twice_and_a_subject_that_nobody_judges() -> None:
    twice = tables()
    twice["recusal"] *= 2
    assert fault(twice).code == "setup-duplicate"
    nobody = tables()
    nobody["recusal"].append({"member": "m1", "subject": "B"})
    assert fault(nobody).params == {"subject": "B"}


def test_a_shipped_rubric_can_be_replaced_by_ones_own_of_that_id() -> None:
    made = parse_setup(
        change("rubric.0.id", "meti-project") | {"subject": [{"id": "A", "title": "課題"}], "recusal": []}, ID
    )
    assert [rubric.title for rubric in made.rubrics] == ["自前"]


def test_values_as_a_spreadsheet_gives_them() -> None:
    values = change("evaluation.date", datetime(2022, 12, 23, 15, 0))  # noqa: DTZ001
    values["subject"][0]["title"] = 7
    values["rubric"][0]["decimals"] = 1.0
    values["member"][0]["email"] = None
    made = parse_setup(values, ID)
    assert made.info.held_on == date(2022, 12, 23)
    assert made.subjects[0].title == "7"
    assert made.rubrics[0].decimals == 1
    assert made.members[0].email == ""


@pytest.mark.parametrize("text", ["2022-12-03", "2022/12/3", " 2022-12-3 ", "2022/12/03"])
def test_days_as_people_write_them(text: str) -> None:
    assert parse_setup(change("evaluation.date", text), ID).info.held_on == date(2022, 12, 3)


def test_ids_are_brought_into_composed_form() -> None:
    made = parse_setup(change("member.0.id", "か\u3099"), ID)
    assert made.members[0].id == "が"


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates())
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(
        (
            "evaluation",
            "subject",
            "member",
            "recusal",
            "rubric",
            "evaluation.title",
            "evaluation.date",
            "subject.0.id",
            "subject.0.materials",
            "rubric.0.steps",
            "rubric.0.criteria",
            "rubric.0.criteria.0.steps_by_kind",
            "rubric.0.comments",
        )
    ),
    ANYTHING,
)
def test_whatever_stands_in_a_set_up_is_read_or_refused(path: str, value: object) -> None:
    values = tables()
    *steps, last = path.split(".")
    place: Any = values
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    try:
        outcome: object = parse_setup(values, ID)
    except EvalError as refusal:
        outcome = refusal
    assert isinstance(outcome, Evaluation | EvalError)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "１"), ("a", "Ａ"), ("ガ", "ｶﾞ"), ("ガ", "カ\u3099"), ("x", "x"), ("ß", "SS")],
)
def test_ids_that_people_would_type_alike_are_twins(one: str, other: str) -> None:
    with pytest.raises(EvalError) as refusal:
        refuse_twins("member", ["0", one, other])
    assert (refusal.value.code, refusal.value.params) == (
        "setup-duplicate",
        {"where": "member", "found": other},
    )


def test_ids_that_differ_for_people_too_are_no_twins() -> None:
    refuse_twins("member", ["1", "2", "10", "l", "か", "が", "カ゜", "m1", "m1-2", "m1.2", "m_1"])


@pytest.mark.parametrize("written", ["令和4年12月23日", "R4.12.23", "2022/12/23", "２０２２年１２月２３日"])
def test_a_day_in_a_set_up_may_be_written_as_people_do(written: str) -> None:
    assert parse_setup(change("evaluation.date", written), ID).info.held_on == date(2022, 12, 23)


@pytest.mark.parametrize("written", ["平成34年12月23日", "12/23/2022", "令和0年1月1日", "22-12-23"])
def test_a_day_that_is_none_is_refused_with_its_words(written: str) -> None:
    error = fault(change("evaluation.date", written))
    assert (error.code, error.params["found"]) == ("setup-bad-date", written)


@pytest.mark.parametrize(
    "toml",
    [
        "".join(f"[a{number}.{'b.' * 29}c]\n" for number in range(5_000)),
        "".join(f"a{number}.{'b.' * 29}c = 1\n" for number in range(5_000)),
        "a = [" + f"{{{'b.' * 29}c = 1}}," * 5_000 + "]",
        "[[a]]\n" * 150_000,
        "a." * 40 + "b = 1",
    ],
    ids=["names of tables", "dotted keys", "keys inside", "tables", "one key"],
)
def test_what_toml_would_choke_on_is_refused_before_it_is_read(
    toml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tomllib.loads", lambda _text: pytest.fail("it was read"))
    with pytest.raises(EvalError) as caught:
        read_setup_toml(toml.encode())
    assert caught.value.code == "setup-not-toml"


def test_dots_in_texts_are_no_keys() -> None:
    text = "See e.g. 1.2.3 and so on. " * 5_000
    assert read_setup_toml(f'a = """\n{text}\n"""\n'.encode()) == {"a": f"{text}\n"}
