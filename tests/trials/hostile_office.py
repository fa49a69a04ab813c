"""Evaluations in which somebody has written into the tables of the secretariat's window."""

from __future__ import annotations

from pathlib import Path

from tests.story import SMALL_SETUP, evalapp, new_desk, own_data
from tests.trials import office_driver

_SETUP = SMALL_SETUP.replace('rubric = "small"', 'rubric = "small"\ntwo_person_rule = false', 1)
_REWORDED = _SETUP.replace("必要性", "必要性と緊急性").replace("課題Ｑ", "課題Ｑ改")
_DEEP = "'{\"a\":' || replace(hex(zeroblob(200000)), '0', '[') || '}'"
_FIRST = 'replace(first_sheet, \'"c1":1\', \'"c1":'

DAMAGED = {
    "draft of another shape": "UPDATE setup_draft SET document = '{}'",
    "draft cut off": "UPDATE setup_draft SET document = substr(document, 1, length(document) - 9) || '}'",
    "draft, deep": f"UPDATE setup_draft SET document = {_DEEP}",
    "draft with a title that is a number": "UPDATE setup_draft"
    " SET document = replace(document, '\"小さな評価\"', '7')",
    "draft with a row of two cells": "UPDATE setup_draft SET document = replace(document, '\"課題Ｐ\",', '')",
    "draft with two rows of one key": "UPDATE setup_draft"
    " SET document = replace(document, '\"key\":2', '\"key\":1')",
    "draft in another text": "UPDATE setup_draft SET document = CAST(x'7bff7d' AS TEXT)",
    "draft whose rubric has no criteria": "UPDATE setup_draft SET document ="
    " json_set(document, '$.rubrics[0].criteria', json('[]'))",
    "draft with a recusal of nobody": "UPDATE setup_draft SET document ="
    ' json_set(document, \'$.recusals\', json(\'[{"member":77,"subject":1,"kind":"conflict"}]\'))',
    "draft with materials of no row": "UPDATE setup_draft SET document ="
    ' json_set(document, \'$.materials\', json(\'{"99":[{"name":"a.pdf","sha256":"0"}]}\'))',
    "draft with a material that is gone": "DELETE FROM draft_material",
    "material of another digest": "UPDATE draft_material SET sha256 = replace(hex(zeroblob(32)), '0', 'a')",
    "material of another content": "UPDATE draft_material SET content = x'00'",
    "typed: another shape": "UPDATE typing SET first_sheet = '{}'",
    "typed: deep": f"UPDATE typing SET first_sheet = {_DEEP}",
    "typed: no such points": f"UPDATE typing SET first_sheet = {_FIRST}99')",
    "typed: no such mark": f'UPDATE typing SET first_sheet = {_FIRST}"x"\')',
    "typed: a float": f"UPDATE typing SET first_sheet = {_FIRST}1.5')",
    "typed: no number": f"UPDATE typing SET first_sheet = {_FIRST}NaN')",
    "typed: the second of another subject": "UPDATE typing SET second_sheet ="
    ' replace(second_sheet, \'"subject_id":"P"\', \'"subject_id":"Z"\')',
    "typed: no subject": "UPDATE typing SET subject = 'nowhere'",
    "typed: nobody": "UPDATE typing SET member = 99",
    "typed: no day": "UPDATE typing SET first_at = 'yesterday'",
    "typed: half a second": "UPDATE typing SET second_by = NULL",
    "revision: kept nonsense": "UPDATE rubric_revision SET kept = '[nonsense]'",
    "revision: kept numbers": "UPDATE rubric_revision SET kept = '[1, 2]'",
    "revision: kept what there is not": "UPDATE rubric_revision SET kept = '[\"c9\"]'",
    "revision: another document": "UPDATE rubric_revision SET before_document = '{}'",
    "revision: another digest": "UPDATE rubric_revision SET after_digest = before_digest",
    "revision: no rubric": "UPDATE rubric_revision SET rubric = 'nothing'",
    "revision: no day": "UPDATE rubric_revision SET at = '9999-99-99'",
    "closing: another shape": "UPDATE closing SET document = '{}'",
    "closing: deep": f"UPDATE closing SET document = {_DEEP}",
    "closing: other points": "UPDATE closing SET document = replace(document, '\"c1\":2', '\"c1\":0')",
    "closing: no such subject": "UPDATE closing SET document ="
    ' replace(document, \'"subject_id":"P"\', \'"subject_id":"Z"\')',
    "closing: no such member": "UPDATE closing SET document ="
    ' replace(document, \'"member_id":"m1"\', \'"member_id":"m9"\')',
    "closing: no such criterion": "UPDATE closing SET document = replace(document, '\"c1\":', '\"c9\":')",
    "closing: no sheets": 'UPDATE closing SET document = \'{"version":1,"sheets":[]}\'',
    "closing: another digest": "UPDATE closing SET digest = replace(hex(zeroblob(32)), '0', 'a')",
    "closing: no day": "UPDATE closing SET at = 'today'",
    "closing: gone": "DELETE FROM closing",
    "reopening: no day": "UPDATE reopening SET at = ''",
    "reopening: of no closing": "UPDATE reopening SET closing = 77",
    "intake: no day": "UPDATE intake SET finished_at = 'never'",
    "intake: never finished": "UPDATE intake SET finished_at = NULL, planned = 900",
}
"""By what was done, the statement that does it."""


def build(folder: Path) -> Path:
    """An evaluation with something in every table of the window; its path."""
    with own_data(folder.parent / "data"):
        desk = new_desk(folder, _SETUP)
        rows = [("m1", subject, criterion, 2) for subject in "PQ" for criterion in ("c1", "c2")]
        desk.fill("m1", rows)
        desk.intake(desk.hand_in("m1"))
        (folder / "reworded.toml").write_text(_REWORDED, "utf-8")
        evalapp("setup", desk.evaluation, "--from", folder / "reworded.toml", "--keep", "c1", "--apply")
        evalapp("close", desk.evaluation)
        evalapp("reopen", desk.evaluation, "--reason", "誤記のため")
        desk.fill("m1", [("m1", "P", "c1", 3)])
        desk.intake(desk.hand_in("m1"), confirm=1)
        for act in ("first", "second", "draft"):
            assert office_driver.act(act, str(desk.evaluation)) == 0
    return desk.evaluation
