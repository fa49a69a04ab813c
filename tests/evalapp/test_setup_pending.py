"""A set-up that is being changed is told from one that was changed back."""

from __future__ import annotations

from dataclasses import replace

from evalapp.setup_pending import differs
from evalapp.setup_starts import draft_of
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import materials_in_force
from tests.story import Desk


def test_only_what_is_another_set_up_differs(desk: Desk) -> None:
    with EvaluationFile(desk.evaluation) as file:
        evaluation, files = file.evaluation, materials_in_force(file)
    draft = draft_of(evaluation, files)
    assert not differs(draft, evaluation)
    assert not differs(replace(draft, next_key=99), evaluation)
    assert differs(replace(draft, members=draft.members[:-1]), evaluation)
    assert differs(replace(draft, recusals=()), evaluation)
    assert differs(draft_of(evaluation, dict(list(files.items())[:-1])), evaluation)
