"""The rows of a texts workbook's sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.texts import NO_TEXTS, Texts
from evalapp.texts_data import texts_tables
from evalapp.texts_kept import KeptTexts
from exports.excel.texts_tables import FINDING, HEADING, JUDGEMENT, MEETING, RECOMMENDATION, REPORT
from exports.outline.words import Words, heading_keys

Row = Mapping[str, object]


def texts_rows(kept: KeptTexts, evaluation: Evaluation, language: Language) -> dict[str, list[Row]]:
    """The rows of every sheet by its table's key; that of the report has one, with a column a key."""
    tables: dict[str, Any] = texts_tables(kept, evaluation)
    subjects: list[dict[str, Any]] = tables["subject"]
    return {
        REPORT.key: [{**tables["report"], **{key: tables[key] for key in ("based_on", "evaluation")}}],
        HEADING.key: list(_headings(kept.texts, language)),
        JUDGEMENT.key: [row for one in subjects for row in _judgements(one, evaluation, language)],
        RECOMMENDATION.key: [
            {"subject": one["id"], **table} for one in subjects for table in one["recommendation"]
        ],
        FINDING.key: [row for one in subjects for row in _findings(one)],
        MEETING.key: tables["meeting"],
    }


def _headings(texts: Texts, language: Language) -> Iterator[Row]:
    shipped = Words(language.code, NO_TEXTS)
    for key in heading_keys():
        yield {"key": key, "shipped": shipped.heading(key), "text": texts.headings.get(key, "")}


def _judgements(table: Mapping[str, Any], evaluation: Evaluation, language: Language) -> Iterator[Row]:
    _ = language.gettext
    subject = next(one for one in evaluation.subjects if one.id == table["id"])
    rubric = evaluation.rubric_of(subject)
    shown = {"subject": subject.id, "subject_title": subject.title}
    if "consensus" in table:
        yield shown | {"criterion_title": _("(the subject as a whole)"), "text": table["consensus"]}
    for id_, text in table.get("criteria", {}).items():
        yield shown | {"criterion": id_, "criterion_title": rubric.criterion(id_).title, "text": text}


def _findings(table: Mapping[str, Any]) -> Iterator[Row]:
    for review in table["review"]:
        head = {"subject": table["id"], "title": review["title"]}
        findings: list[Row] = review["finding"] or [{}]
        yield from ({**head, **finding} for finding in findings)
