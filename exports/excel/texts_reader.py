"""A texts workbook becomes the tables that a texts file has as TOML."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from evalapp.errors import EvalError
from evalapp.fields import Located, LocatedText
from evalapp.model import Evaluation
from evalapp.texts_data import refuse_other, texts_faults
from exports.excel.guard import Sheet, read_workbook
from exports.excel.table_reader import read_entries, read_lines, reference, sheets_by_table
from exports.excel.table_sheets import Kind
from exports.excel.texts_tables import FINDING, HEADING, JUDGEMENT, MEETING, RECOMMENDATION, REPORT, TABLES


def read_texts_book(data: bytes, name: str, evaluation: Evaluation) -> Located:
    """Read a texts workbook into what ``tomllib`` gives for the same texts as TOML.

    Tabs, heads and words may be Japanese or English. A sheet that is not there says nothing. A joint
    judgement or heading is named, as an empty text, also where its row is there with an empty cell. In a
    workbook that the app wrote (with its ``based_on``), a sheet for recommendations, remarks or meetings
    names them all: a subject without rows has none, and no column may be missing. Tables and texts know
    their sheet and row (``提言!5``) or cell.

    Args:
        data: the whole file, untrusted.
        name: as sentences name the file.
        evaluation: whose subjects and criteria the ids mean.

    Raises:
        EvalError: ``texts-other-evaluation``; with ``document="texts"``: ``setup-unknown-key`` (where, key)
            for a sheet, a head or a cell without a head; ``setup-duplicate`` (where, found) for a sheet, a
            head or a row that comes twice; ``setup-formula`` (where, key); ``setup-wrong-type`` (where, key,
            expected); ``setup-missing`` and ``setup-unknown-reference`` for rows without a subject, or with
            an id that the evaluation has not; and all of ``read_workbook``.
    """
    with texts_faults():
        sheets = sheets_by_table(read_workbook(data, name).sheets, TABLES, name)
        return _Reader(sheets, evaluation).tables(name)


class _Reader:
    """Puts the rows of the sheets where the TOML shape has them."""

    def __init__(self, sheets: Mapping[str, Sheet], evaluation: Evaluation) -> None:
        texts = [column.key for column in REPORT.columns if column.kind is Kind.PASSAGE]
        self._report = read_entries(REPORT, sheets[REPORT.key], texts) if REPORT.key in sheets else None
        kept = {key: self._take(key) for key in ("evaluation", "based_on")}
        self._kept = {key: text for key, text in kept.items() if text}
        self._based_on = bool(kept["based_on"])
        refuse_other(kept["evaluation"], evaluation)
        self._lines = {
            table.key: read_lines(table, sheets[table.key], whole=self._based_on)
            for table in TABLES
            if table is not REPORT and table.key in sheets
        }
        self._evaluation = evaluation
        self._subjects = {one.id: Located(one.id, {"id": one.id}) for one in evaluation.subjects}

    def tables(self, name: str) -> Located:
        """All tables."""
        found = Located(name, self._kept)
        if self._report is not None:
            found["report"] = self._report
        if HEADING.key in self._lines:
            found["headings"] = self._headings()
        if MEETING.key in self._lines and (self._lines[MEETING.key] or self._based_on):
            found["meeting"] = self._lines[MEETING.key]
        if JUDGEMENT.key in self._lines:
            self._put_judgements()
        for key, table in (("recommendation", RECOMMENDATION), ("review", FINDING)):
            if table.key in self._lines:
                self._put_rows(key, table.key)
        found["subject"] = list(self._subjects.values())
        return found

    def _take(self, key: str) -> str:
        return str(self._report.pop(key, "")).strip() if self._report is not None else ""

    def _headings(self) -> dict[str, object]:
        headings: dict[str, object] = {}
        for line in self._lines[HEADING.key]:
            if not (key := str(line.pop("key", "")).strip()):
                raise EvalError("setup-missing", where=line.where, key="key")
            if key in headings:
                raise EvalError("setup-duplicate", where=line.where, found=key[:60])
            headings[key] = line.get("text", LocatedText(line.where, ""))
        return headings

    def _put_judgements(self) -> None:
        for line in self._lines[JUDGEMENT.key]:
            subject = self._subject(line)
            table, key = subject, "consensus"
            if "criterion" in line:
                _tidy(line, "criterion")
                model = next(one for one in self._evaluation.subjects if one.id == subject["id"])
                known = [one.id for one in self._evaluation.rubric_of(model).criteria]
                key = reference(line, "criterion", known)
                criteria = subject.setdefault("criteria", Located(line.where))
                table = criteria if isinstance(criteria, Located) else subject
            if key in table:
                raise EvalError("setup-duplicate", where=line.where, found=f"{subject['id']} / {key}")
            table[key] = line.get("text", "")

    def _put_rows(self, key: str, sheet: str) -> None:
        rows: dict[str, list[Located]] = {id_: [] for id_ in self._subjects}
        for line in self._lines[sheet]:
            rows[str(self._subject(line)["id"])].append(line)
        for id_, lines in rows.items():
            if lines or self._based_on:
                self._subjects[id_][key] = _reviews(lines) if key == "review" else lines

    def _subject(self, line: Located) -> Located:
        _tidy(line, "subject")
        return self._subjects[reference(line, "subject", self._subjects)]


def _tidy(line: Located, key: str) -> None:
    """Ids are compared as ``Fields.id`` reads them."""
    if key in line:
        line[key] = unicodedata.normalize("NFC", str(line[key]).strip())


def _reviews(lines: list[Located]) -> list[Located]:
    """The rows of one subject by their reviews; a row with a title only is a review without remarks."""
    reviews: dict[str, Located] = {}
    for line in lines:
        title = line.pop("title", "")
        if not title:
            raise EvalError("setup-missing", where=line.where, key="title")
        review = reviews.setdefault(str(title).strip(), Located(line.where, {"title": title, "finding": []}))
        findings = review["finding"]
        if line and isinstance(findings, list):
            findings.append(line)
    return list(reviews.values())
