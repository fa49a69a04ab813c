from __future__ import annotations

import tomllib

import msgspec
import pytest

import resources
from evalapp.rubric import CommentKind, EvaluationKind, Rubric
from evalapp.rubric_data import parse_rubric, shipped_rubric, shipped_rubric_ids
from evalapp.rubric_document import read_rubric_document, rubric_digest, rubric_document
from tests.builders import GOLDEN


def test_three_rubrics_are_shipped() -> None:
    assert shipped_rubric_ids() == ("meti-programme", "meti-project", "nedo-style")


def test_the_seven_criteria_of_a_project() -> None:
    rubric = shipped_rubric("meti-project")
    assert [criterion.title for criterion in rubric.criteria] == GOLDEN["criteria"]
    assert len(rubric.scored) == 7
    assert all(criterion.guidance for criterion in rubric.criteria)
    assert all(
        criterion.scale_for(kind).points == (3, 2, 1, 0)
        for criterion in rubric.criteria
        for kind in EvaluationKind
    )
    assert all(
        step.label
        for criterion in rubric.criteria
        for step in criterion.scale_for(EvaluationKind.FINAL).steps
    )
    assert rubric.decimals == GOLDEN["decimals"]
    assert rubric.comments == tuple(CommentKind)
    last = rubric.criteria[-1]
    labels = {kind: tuple(step.label for step in last.scale_for(kind).steps) for kind in EvaluationKind}
    assert labels[EvaluationKind.INTERIM] != labels[EvaluationKind.FINAL]
    first = tuple(step.label for step in rubric.criteria[0].scale_for(EvaluationKind.INTERIM).steps)
    assert first not in labels.values()


def test_a_programme_takes_comments_only() -> None:
    rubric = shipped_rubric("meti-programme")
    assert len(rubric.criteria) == 7
    assert rubric.scored == ()
    wanted = (CommentKind.POSITIVE, CommentKind.ISSUE)
    assert all(criterion.comments == wanted for criterion in rubric.criteria)
    assert CommentKind.RECOMMENDATION in rubric.comments
    with pytest.raises(ValueError, match="takes no points"):
        rubric.criteria[0].scale_for(EvaluationKind.FINAL)


def test_the_nedo_style_has_labels_of_its_own_for_each_criterion() -> None:
    rubric = shipped_rubric("nedo-style")
    assert len(rubric.scored) == 4
    scales = [criterion.scale_for(EvaluationKind.INTERIM) for criterion in rubric.scored]
    assert all(scale.points == (3, 2, 1, 0) for scale in scales)
    assert len({scale.steps for scale in scales}) > 1
    assert all(scale.steps[0].label.startswith(("A", "Ａ")) for scale in scales)


@pytest.mark.parametrize("rubric_id", shipped_rubric_ids())
def test_a_rubric_survives_its_document_and_its_digest_tells_every_word(rubric_id: str) -> None:
    rubric = shipped_rubric(rubric_id)
    document = rubric_document(rubric)
    assert read_rubric_document(document) == rubric
    assert rubric_document(read_rubric_document(document)) == document
    assert rubric_digest(rubric) == rubric_digest(shipped_rubric(rubric_id))
    text = resources.path("rubrics", f"{rubric_id}.toml").read_text("utf-8")
    for old, new in (
        ("title = ", "title = "),
        ('guidance = "', 'guidance = "あ'),
        ("decimals = 1", "decimals = 2"),
    ):
        other = parse_rubric(tomllib.loads(text.replace(old, new)), "x")
        assert (rubric_digest(other) == rubric_digest(rubric)) is (other == rubric)


@pytest.mark.parametrize(
    "document", [b"", b"{}", b"[]", b'{"id": 1}', b"\xff", b'{"id":"a","title":"b","criteria":[{}]}']
)
def test_what_is_no_document(document: bytes) -> None:
    with pytest.raises(ValueError, match="no rubric document"):
        read_rubric_document(document)


def test_a_criterion_is_found_by_its_id() -> None:
    rubric = shipped_rubric("meti-project")
    assert rubric.criterion("c6").title == "費用対効果"
    with pytest.raises(KeyError):
        rubric.criterion("c8")
    assert isinstance(msgspec.json.decode(rubric_document(rubric), type=Rubric), Rubric)
