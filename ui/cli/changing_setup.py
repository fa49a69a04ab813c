"""setup: put a changed set-up into force; shown first, with what follows for answers already given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import groupby

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.materials import read_materials
from evalapp.model import Evaluation
from evalapp.revising import Kept
from evalapp.setup import parse_setup
from evalapp.setup_plan import Ground, SetupPlan, open_choices, plan_setup, read_ground
from evalapp.store.adopting import adopt
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import drop_draft, put_material, read_draft
from evalapp.wordings import unchanged
from exports.setup_files import read_setup_file
from ui.change_words import PARTS, ChangeWords, Said
from ui.cli.context import Context

_Material = tuple[str, str, bytes]


def setup(options: argparse.Namespace, context: Context) -> int:
    """Show what a set-up file would change; with ``--apply`` put it into force."""
    with EvaluationFile(options.evaluation) as file:
        if read_draft(file) is not None:
            raise EvalError("setup-draft-open", file=options.evaluation.name)
        ground = read_ground(file)
        wanted = parse_setup(read_setup_file(options.setup), ground.known.evaluation.info.id)
        materials = read_materials(wanted.subjects, options.setup.parent)
        wanted = _with_names(wanted, materials)
        contents: dict[str, list[tuple[str, str]]] = {}
        for subject_id, name, content in materials:
            contents.setdefault(subject_id, []).append((name, canonical.digest(content)))
        kept = _kept(options.keep, ground, wanted)
        plan = plan_setup(ground, wanted, contents, kept)
        if options.apply and plan.changes:
            _put_into_force(file, plan, materials, contents, kept, options, context)
    _show(plan, ground.known.evaluation, kept, options, context)
    return 0


def _with_names(wanted: Evaluation, materials: Sequence[_Material]) -> Evaluation:
    """With the names of materials as members see them: a set-up file may name folders."""
    subjects = tuple(
        replace(one, materials=tuple(name for id_, name, _content in materials if id_ == one.id))
        for one in wanted.subjects
    )
    return replace(wanted, subjects=subjects)


def _kept(named: Sequence[str], ground: Ground, wanted: Evaluation) -> dict[str, list[str]]:
    """What ``--keep`` names, by rubric; a criterion that is worded as before stands anyway."""
    open_to_choice = open_choices(ground, wanted)
    before = {rubric.id: rubric for rubric in ground.known.evaluation.rubrics}
    standing = {one for _rubric, one in open_to_choice}
    for rubric in wanted.rubrics:
        standing |= {*unchanged(before[rubric.id], rubric)} if rubric.id in before else set()
    for criterion in named:
        if criterion not in standing:
            raise EvalError("setup-cannot-keep", criterion=criterion)
    kept: dict[str, list[str]] = {rubric_id: [] for rubric_id, _criterion in open_to_choice}
    for rubric_id, criterion in open_to_choice:
        if criterion in named:
            kept[rubric_id].append(criterion)
    return kept


def _put_into_force(
    file: EvaluationFile,
    plan: SetupPlan,
    materials: Sequence[_Material],
    contents: dict[str, list[tuple[str, str]]],
    kept: Kept,
    options: argparse.Namespace,
    context: Context,
) -> None:
    for _subject_id, _name, content in materials:
        put_material(file, content)
    try:
        adopt(file, plan.new, contents, context.now(), context.actor, kept=kept, reason=options.reason)
    except EvalError:
        drop_draft(file)
        raise


def _show(
    plan: SetupPlan, old: Evaluation, kept: Kept, options: argparse.Namespace, context: Context
) -> None:
    if options.json:
        context.json(_as_json(plan, kept, applied=options.apply and bool(plan.changes)))
        return
    words = ChangeWords(old, plan.new, context.language)
    for part, group in groupby(plan.changes, key=lambda change: change.part):
        context.line(context.language.gettext(PARTS[part]))
        for change in group:
            _line(words.change(change), context)
    _show_choices(plan, kept, words, context)
    _show_consequences(plan, words, context)
    if not plan.changes:
        context.say("The set-up is the same; there was nothing to change.")
    elif options.apply:
        context.say("The set-up is in force (changes: {count}).", count=len(plan.changes))
    else:
        context.say("Nothing was written. To carry this out, add --apply.")


def _show_choices(plan: SetupPlan, kept: Kept, words: ChangeWords, context: Context) -> None:
    for rubric, criterion in plan.choices:
        if criterion not in kept[rubric]:
            context.say(
                "{criterion}: worded otherwise, with the same points. Add --keep {id} to let answers stand.",
                criterion=words.criterion(rubric, criterion),
                id=criterion,
            )


def _show_consequences(plan: SetupPlan, words: ChangeWords, context: Context) -> None:
    found = plan.consequences
    if found.set_aside:
        context.say("Answers set aside:")
        for said in words.set_aside(found.set_aside):
            _line(said, context)
    if found.needs:
        context.say("A new ballot or form is needed by:")
        for said in words.needs(found.needs):
            _line(said, context)
    if still := words.still_old(found):
        context.line(still)


def _line(said: Said, context: Context) -> None:
    context.line(f"    {said.about}: {said.text}")


def _as_json(plan: SetupPlan, kept: Kept, *, applied: bool) -> dict[str, object]:
    return {
        "applied": applied,
        "changes": [asdict(change) for change in plan.changes],
        "choices": [
            {"rubric": rubric, "criterion": criterion, "kept": criterion in kept[rubric]}
            for rubric, criterion in plan.choices
        ],
        "set_aside": [asdict(one) for one in plan.consequences.set_aside],
        "needs": [asdict(need) for need in plan.consequences.needs],
        "still_old": list(plan.consequences.still_old),
    }
