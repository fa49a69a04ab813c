"""A desk at which members answer in Excel forms. A plain stand-in takes the workbook's place."""

from __future__ import annotations

import json
from pathlib import Path

from evalapp.ballot import Ballot
from evalapp.compiling import verified_report
from evalapp.confirming import decide, waiting
from evalapp.form import Form, FormCell, comment_name, comment_places, mark_name, recusal_name
from evalapp.intake import Plan
from evalapp.issuing import issue_forms
from evalapp.receiving import apply_plan, plan_files
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.verify import verify
from tests.story import NOON, Desk


def write_form(form: Ballot, key: str, _at: object) -> bytes:
    """A stand-in for the workbook: the cells by name, as JSON after the signature of a zip file."""
    cells: dict[str, object] = {
        "evalapp_form": form.id,
        "evalapp_version": 1,
        "evalapp_evaluation": form.info.id,
        "evalapp_member": form.member.id,
        "evalapp_rubrics": key,
    }
    for number, subject in enumerate(form.subjects, 1):
        rubric = next(rubric for rubric in form.rubrics if rubric.id == subject.rubric_id)
        places = [place for place, criterion in enumerate(rubric.criteria, 1) if criterion.scored]
        cells |= {mark_name(number, place): None for place in places}
        cells |= {comment_name(number, *place): None for place in comment_places(rubric)}
        cells[recusal_name(number)] = None
    return b"PK" + json.dumps(cells).encode()


def read_form(data: bytes, name: str) -> Form:
    return Form({key: FormCell(value, f"{name}!{key}") for key, value in json.loads(data[2:]).items()})


class FormDesk:
    """A small evaluation whose members answer in forms."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.folder = desk, desk.folder / "forms"

    def issue(self, *members: str) -> None:
        with EvaluationFile(self.desk.evaluation) as file:
            list(issue_forms(file, self.folder, members, write_form, NOON, "secretary"))

    def answered(self, name: str = "m1.xlsx", to: str = "back.xlsx", **cells: object) -> Path:
        """A copy of the form with cells filled in; without any, all scores are 2."""
        values = json.loads((self.folder / name).read_bytes()[2:])
        cells = cells or {mark_name(subject, criterion): 2 for subject in (1, 2) for criterion in (1, 2)}
        target = self.desk.folder / to
        target.write_bytes(b"PK" + json.dumps({**values, **cells}).encode())
        return target

    def plan(self, *files: Path) -> Plan:
        with EvaluationFile(self.desk.evaluation) as file:
            return plan_files(file, files, read_form, NOON, "0.1.0")

    def take_in(self, *files: Path, actor: str = "secretary") -> Plan:
        with EvaluationFile(self.desk.evaluation) as file:
            plan = plan_files(file, files, read_form, NOON, "0.1.0")
            assert not apply_plan(file, plan, NOON, actor, confirmed=True).failed
            assert verify(file) == ()
            return plan

    def decide(self, actor: str = "second", *, confirmed: bool = True, member: str = "m1") -> None:
        with EvaluationFile(self.desk.evaluation) as file:
            decide(file, waiting(file, member)[0], NOON, actor, confirmed=confirmed)
            assert verify(file) == ()

    def waits(self) -> list[str]:
        with EvaluationFile(self.desk.evaluation) as file:
            return [one.form.member_id for one in waiting(file)]

    def means(self) -> list[str]:
        with EvaluationFile(self.desk.evaluation) as file:
            report = verified_report(file)
        return [one.printed_mean(result) for one in report.subjects for result in one.results]
