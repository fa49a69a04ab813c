"""The signed payload: its bytes, and holding it against the evaluation."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind
from evalapp.rubric import CommentKind
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.submission import Payload, check_payload, decode_payload, encode_payload, version_for
from tests.story import NOON, Desk, own_data, payload_of


@pytest.fixture(scope="module")
def payload(handed_in_once: Desk, tmp_path_factory: pytest.TempPathFactory) -> Payload:
    with own_data(tmp_path_factory.mktemp("data")):
        return payload_of(handed_in_once.ballot("m3"))


def fault(data: bytes) -> str:
    with pytest.raises(EvalError) as refusal:
        decode_payload(data)
    return refusal.value.code


def test_a_payload_is_its_canonical_bytes(payload: Payload) -> None:
    data = encode_payload(payload)
    assert decode_payload(data) == payload
    assert encode_payload(decode_payload(data)) == data
    value = json.loads(data)
    assert value["format"] == "evalapp-submission"
    assert value["version"] == 1
    assert set(value) == {
        "app",
        "ballot",
        "draft",
        "evaluation",
        "format",
        "handed_in_at",
        "member",
        "revision",
        "rubrics",
        "sheets",
        "version",
    }
    assert json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data
    assert [sheet["subject_id"] for sheet in value["sheets"]] == ["A", "C", "P"]  # m3 does not judge B


def test_every_state_of_a_mark_and_a_recusal_travels(payload: Payload) -> None:
    first, second, third = payload.sheets
    marks = {**first.marks, "c1": NoPoints.CANNOT_JUDGE, "c2": NoPoints.BLANK, "c3": 0}
    changed = replace(
        payload,
        draft=True,
        sheets=(
            replace(first, marks=marks, comments=(Comment(CommentKind.ISSUE, "問", "c1"),)),
            replace(second, recusal=RecusalKind.ABSENT),
            third,
        ),
    )
    found = decode_payload(encode_payload(changed))
    assert found == changed
    assert type(found.sheets[0].marks["c1"]) is NoPoints
    assert type(found.sheets[0].marks["c3"]) is int


def test_only_the_canonical_spelling_passes(payload: Payload) -> None:
    data = encode_payload(payload)
    value = json.loads(data)
    spellings = [
        data + b"\n",
        b" " + data,
        data.replace(b'"draft":false', b'"draft": false'),
        data.replace(b'"draft":false', b'"draft":false,"draft":false'),
        json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(),
        json.dumps(dict(reversed(value.items())), ensure_ascii=False, separators=(",", ":")).encode(),
        data.replace(b'"revision":1', b'"revision":1.0'),
        data.replace(b'"revision":1', b'"revision":true'),
        data.replace(b'"revision":1', b'"revision":"1"'),
        data.replace(b'"revision":1', b'"revision":1,"zzz":1'),
        data.replace(b'"draft":false,', b""),
        data.replace(b"+00:00", b"Z") if b"+00:00" in data else data.replace(b'Z"', b'+00:00"'),
        data.replace(b'"version":1', b'"version":0'),
        data.replace(b'"version":1', b'"version":2'),
        data.replace(b'"recusal":null', b'"recusal":null,"recusal_reason":""'),
        data.replace(b'"recusal":null', b'"recusal":null,"recusal_reason":"why"'),
        data.replace(b"evalapp-submission", b"evalapp-ballot"),
        b"",
        b"null",
        b"[]",
        b"\xff",
    ]
    for spelling in spellings:
        assert spelling != data
        assert fault(spelling) == "submission-damaged", spelling[:200]


def test_a_reason_makes_it_the_second_version(payload: Payload) -> None:
    first, second, third = payload.sheets
    blank = dict.fromkeys(second.marks, NoPoints.BLANK)
    recused = replace(
        second, marks=blank, comments=(), recusal=RecusalKind.CONFLICT, recusal_reason="株を持つ\nため"
    )
    sheets = (first, recused, third)
    assert version_for(payload.sheets) == version_for((first, replace(recused, recusal_reason=""))) == 1
    assert version_for(sheets) == 2
    with pytest.raises(ValueError, match="no reasons"):
        encode_payload(replace(payload, sheets=sheets))
    changed = replace(payload, sheets=sheets, version=2)
    data = encode_payload(changed)
    assert decode_payload(data) == changed
    value = json.loads(data)
    assert [sheet["recusal_reason"] for sheet in value["sheets"]] == ["", "株を持つ\nため", ""]
    spellings = [
        data.replace(b'"version":2', b'"version":1'),
        data.replace(b',"recusal_reason":""', b"", 1),
        data.replace(b'"recusal_reason":""', b'"recusal_reason":null', 1),
    ]
    for spelling in spellings:
        assert spelling != data
        assert fault(spelling) == "submission-damaged"


def test_a_later_version_is_newer_whatever_is_in_it() -> None:
    assert fault(b'{"format":"evalapp-submission","version":3,"new":{}}') == "submission-newer"
    assert fault(b'{"format":"evalapp-submission","version":99}') == "submission-newer"
    assert fault(b'{"format":"other","version":99}') == "submission-damaged"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mutated_payload_passes_for_another(payload: Payload, data: st.DataObject) -> None:
    """Any changed byte gives another payload or none, never the same one and never a crash."""
    whole = bytearray(encode_payload(payload))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    try:
        found: object = decode_payload(bytes(whole))
    except EvalError as refusal:
        found = refusal
    assert found != payload


def test_check_payload_takes_what_fits_and_names_what_does_not(
    payload: Payload, handed_in_once: Desk, tmp_path: Path
) -> None:
    with EvaluationFile(handed_in_once.evaluation) as file:
        evaluation = file.evaluation
    check_payload(payload, evaluation)
    check_payload(replace(payload, draft=True), evaluation)
    first, second, third = payload.sheets
    recused = replace(
        second,
        recusal=RecusalKind.CONFLICT,
        comments=(),
        marks=dict.fromkeys(second.marks, NoPoints.BLANK),
    )
    check_payload(replace(payload, sheets=(first, recused, third)), evaluation)
    explained = replace(recused, recusal_reason="長" * 1000)
    check_payload(replace(payload, sheets=(first, explained, third)), evaluation)
    changes: list[tuple[dict[str, object], str]] = [
        ({"evaluation": "1" * 32}, "submission-other-evaluation"),
        ({"rubrics": {}}, "submission-other-rubric"),
        ({"rubrics": {"own": "0" * 64}}, "submission-other-rubric"),
        ({"sheets": ()}, "submission-not-fitting"),
        ({"sheets": (first, second)}, "submission-not-fitting"),
        ({"sheets": (second, first, third)}, "submission-not-fitting"),
        ({"sheets": (first, second, second, third)}, "submission-not-fitting"),
        ({"sheets": (first, replace(second, subject_id="B"), third)}, "submission-not-fitting"),
        ({"sheets": (first, replace(second, marks={}), third)}, "submission-not-fitting"),
        ({"sheets": (first, replace(recused, marks=second.marks), third)}, "submission-not-fitting"),
        ({"sheets": (first, replace(recused, comments=second.comments), third)}, "submission-not-fitting"),
        (
            {"sheets": (first, replace(second, comments=(Comment(CommentKind.ISSUE, "x", "c9"),)), third)},
            "submission-not-fitting",
        ),
        ({"sheets": (first, second, replace(third, marks={"p1": 3}))}, "submission-not-fitting"),
        ({"sheets": (first, second, replace(third, comments=()))}, "submission-not-fitting"),
        (
            {"sheets": (first, replace(second, recusal_reason="理由"), third)},
            "submission-not-fitting",
        ),
        ({"sheets": (first, replace(recused, recusal_reason="長" * 1001), third)}, "text-too-long"),
        ({"sheets": (first, replace(recused, recusal_reason="\x07"), third)}, "text-control-character"),
        ({"revision": 0}, "submission-not-fitting"),
        ({"revision": -1}, "submission-not-fitting"),
        ({"handed_in_at": NOON.replace(year=1)}, "submission-not-fitting"),
    ]
    for change, code in changes:
        with pytest.raises(EvalError) as refusal:
            check_payload(replace(payload, **change), evaluation)  # type: ignore[arg-type]
        assert refusal.value.code == code, change
    assert tmp_path.exists()
