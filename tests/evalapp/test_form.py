"""What the named cells of a form mean: the rules by which a form becomes a payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from evalapp.errors import EvalError
from evalapp.form import (
    ID_NAMES,
    Form,
    FormCell,
    IssuedForm,
    comment_name,
    comment_places,
    form_payload,
    mark_name,
    recusal_name,
    rubrics_key,
)
from evalapp.mark import NoPoints
from evalapp.model import Comment, Evaluation, RecusalKind
from evalapp.rubric import CommentKind, Rubric
from evalapp.rubric_document import rubric_digest
from evalapp.submission import FORM_FORMAT, Payload, check_payload, decode_payload, encode_payload
from evalapp.table import Formula
from evalapp.text import COMMENT_LIMIT
from tests.forms import FORM_ID, NEDO, NOW, PROJECT, evaluation, issued

OF = evaluation()


def names(rubric: Rubric, number: int) -> list[str]:
    """Every answer cell of a sheet."""
    marks = [mark_name(number, place) for place, one in enumerate(rubric.criteria, 1) if one.scored]
    comments = [comment_name(number, place, kind) for place, kind in comment_places(rubric)]
    return [*marks, *comments, recusal_name(number)]


def form(answers: Mapping[str, object] | None = None, member: str = "m1", **ids: str) -> Form:
    """A form with empty cells but for ``answers``; ``ids`` are those of other forms."""
    values: dict[str, object] = dict(
        zip(ID_NAMES, (FORM_ID, "1", OF.info.id, member, rubrics_key(OF.rubrics)), strict=True)
    )
    values |= {f"evalapp_{name}": value for name, value in ids.items()}
    for number, rubric in ((1, PROJECT), (2, PROJECT), (3, NEDO)):
        values |= dict.fromkeys(names(rubric, number))
    values |= answers or {}
    return Form({name: FormCell(value, f"S!{name}") for name, value in values.items()})


def payload(one: Form, of: Evaluation = OF, of_issued: Mapping[str, IssuedForm] | None = None) -> Payload:
    return form_payload(one, of, of_issued or issued(), 4, NOW, "1.2.3")


def refused(one: Form, of_issued: Mapping[str, IssuedForm] | None = None) -> EvalError:
    with pytest.raises(EvalError) as caught:
        payload(one, of_issued=of_issued)
    return caught.value


def complete() -> dict[str, object]:
    """Points for every criterion."""
    return {
        mark_name(number, place): 2
        for number, count in ((1, 7), (2, 7), (3, 4))
        for place in range(1, count + 1)
    }


def test_names_differ_for_every_cell_and_are_names_to_a_spreadsheet() -> None:
    every = [name for number in (1, 2, 12) for name in names(NEDO, number)] + list(ID_NAMES)
    assert len(set(every)) == len(every)
    assert all(name.isascii() and name.isidentifier() and len(name) < 255 for name in every)
    assert names(NEDO, 1)[4:6] == ["evalapp_s1_c1_positive", "evalapp_s1_c1_issue"]
    assert names(PROJECT, 2)[-2:] == ["evalapp_s2_recommendation", "evalapp_s2_recusal"]


def test_a_complete_form_is_a_payload_that_the_evaluation_accepts() -> None:
    texts = {
        comment_name(1, None, CommentKind.ISSUE): "体制",
        comment_name(3, 2, CommentKind.POSITIVE): "良い",
    }
    made = payload(form(complete() | texts))
    assert (made.format, made.revision, made.draft, made.handed_in_at) == (FORM_FORMAT, 4, False, NOW)
    assert (made.member, made.ballot, made.app) == ("m1", FORM_ID, "1.2.3")
    assert dict(made.rubrics) == {rubric.id: rubric_digest(rubric) for rubric in (PROJECT, NEDO)}
    assert made.sheets[0].comments == (Comment(CommentKind.ISSUE, "体制"),)
    assert made.sheets[2].comments == (Comment(CommentKind.POSITIVE, "良い", "n2"),)
    check_payload(made, OF)
    assert decode_payload(encode_payload(made)) == made


def test_an_open_cell_makes_a_draft_and_cannot_judge_does_not() -> None:
    assert payload(form()).draft
    assert payload(form(complete() | {mark_name(1, 7): None})).draft
    assert not payload(form(complete() | {mark_name(1, 7): "評価不能"})).draft
    assert not payload(form(complete() | {mark_name(1, 7): 0})).draft


def test_a_subject_from_which_the_member_is_recused_has_no_cells() -> None:
    cells = form(complete(), "m3").cells
    short = Form({name: cell for name, cell in cells.items() if not name.startswith("evalapp_s2")})
    made = payload(short, of_issued=issued("m3"))
    assert [sheet.subject_id for sheet in made.sheets] == ["A", "C"]
    check_payload(made, OF)


def test_a_declared_recusal_closes_a_sheet() -> None:
    later = {name: value for name, value in complete().items() if not name.startswith("evalapp_s2")}
    made = payload(form(later | {recusal_name(2): "欠席"}))
    assert made.sheets[1].recusal is RecusalKind.ABSENT
    assert set(made.sheets[1].marks.values()) == {NoPoints.BLANK}
    assert not made.draft
    check_payload(made, OF)


@pytest.mark.parametrize("other", [{mark_name(2, 1): 0}, {comment_name(2, None, CommentKind.ISSUE): "x"}])
def test_a_recusal_beside_an_answer_is_put_before_a_person(other: Mapping[str, object]) -> None:
    error = refused(form({recusal_name(2): "辞退", **other}))
    assert (error.code, error.params["place"]) == ("form-cell", f"S!{recusal_name(2)}")
    assert isinstance(error.params["cause"], EvalError)
    assert error.params["cause"].code == "form-recusal-contradicted"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (mark_name(1, 1), 4, "points-not-on-scale"),
        (mark_name(1, 1), "-1", "points-not-understood"),
        (mark_name(1, 1), "A", "points-not-understood"),
        (mark_name(1, 1), True, "points-not-understood"),
        (mark_name(1, 1), date(1900, 1, 2), "points-not-understood"),
        (mark_name(1, 1), time(), "points-not-understood"),
        (mark_name(1, 1), Formula("=2"), "form-formula"),
        (comment_name(1, None, CommentKind.ISSUE), Formula("=A1"), "form-formula"),
        (comment_name(1, None, CommentKind.ISSUE), "a\x07", "text-control-character"),
        (comment_name(1, None, CommentKind.ISSUE), "𠮷" * (COMMENT_LIMIT // 2 + 1), "text-too-long"),
        (recusal_name(1), "忙しい", "recusal-not-understood"),
        (recusal_name(1), Formula("=A1"), "form-formula"),
    ],
)
def test_what_is_not_understood_is_refused_by_its_cell(name: str, value: object, code: str) -> None:
    error = refused(form({name: value, mark_name(3, 1): 9}))
    assert (error.code, error.params["place"], error.params["more"]) == ("form-cell", f"S!{name}", 1)
    cause = error.params["cause"]
    assert isinstance(cause, EvalError)
    assert cause.code == code


def test_a_comment_of_space_is_none_and_a_number_is_text() -> None:
    kinds = [comment_name(1, None, kind) for kind in CommentKind]
    sheet = payload(form({kinds[0]: " \n　", kinds[1]: 3.0, kinds[2]: " 前後の空白 "})).sheets[0]
    assert [comment.text for comment in sheet.comments] == ["3", " 前後の空白 "]


def test_a_deleted_cell_is_named() -> None:
    cells = dict(form(complete()).cells)
    del cells[mark_name(2, 3)]
    error = refused(Form(cells))
    assert error.code == "form-cell-missing"
    assert error.params == {"subject": OF.subjects[1].title, "name": mark_name(2, 3)}


@pytest.mark.parametrize(
    ("ids", "of_issued", "code"),
    [
        ({"version": "2"}, None, "submission-newer"),
        ({"evaluation": "f" * 32}, None, "form-other-evaluation"),
        ({"form": "f" * 32}, None, "form-unknown"),
        ({"form": ""}, None, "form-unknown"),
        ({"member": "m2"}, None, "submission-wrong-member"),
        ({"version": "9" * 5000}, None, "submission-newer"),
        ({"version": "²"}, None, "not-a-form"),
        ({"version": "-1"}, None, "not-a-form"),
        ({"version": ""}, None, "not-a-form"),
        ({"version": "0"}, None, "not-a-form"),
        ({"rubrics": "f" * 64}, None, "form-other-rubric"),
    ],
)
def test_a_form_that_does_not_belong_here_is_refused_whole(
    ids: dict[str, str], of_issued: Mapping[str, IssuedForm] | None, code: str
) -> None:
    # its cells are not even looked at
    assert refused(form({mark_name(1, 1): "A"}, **ids), of_issued).code == code


def test_the_key_of_the_rubrics_changes_with_their_wording() -> None:
    other = replace(PROJECT, criteria=(replace(PROJECT.criteria[0], title="別"), *PROJECT.criteria[1:]))
    assert rubrics_key((other, NEDO)) != rubrics_key(OF.rubrics)
    assert rubrics_key((NEDO, PROJECT)) == rubrics_key(OF.rubrics)


def test_the_moment_is_the_callers() -> None:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    assert form_payload(form(), OF, issued(), 1, at, "0").handed_in_at == at
