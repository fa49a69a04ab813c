"""intake, type-in, undo-intake: plan, show, apply."""

from __future__ import annotations

import argparse

from evalapp import __version__
from evalapp.errors import EvalError
from evalapp.intake import Difference, Entry, Plan, Status
from evalapp.receiving import Applied, apply_plan, plan_files, plan_typed
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import undo_intake as undo
from ui.cli.context import EXIT_FAULT, Context, read_table
from ui.messages import N_, phrase

STATUS_WORDS = {
    Status.NEW: N_("new"),
    Status.UNCHANGED: N_("unchanged"),
    Status.REPLACES: N_("replaces"),
    Status.REFUSED: N_("refused"),
}


def intake(options: argparse.Namespace, context: Context) -> int:
    """Take submissions in."""
    with EvaluationFile(options.evaluation) as file:
        return _carry_out(file, plan_files(file, options.files), options, context)


def type_in(options: argparse.Namespace, context: Context) -> int:
    """Take typed answers in."""
    table, data = read_table(options.answers)
    second = read_table(options.second)[0] if options.second else None
    with EvaluationFile(options.evaluation) as file:
        made = plan_typed(file, table, data, options.answers.name, context.now(), __version__, second)
        return _carry_out(file, made, options, context)


def undo_intake(options: argparse.Namespace, context: Context) -> int:
    """Undo an intake."""
    with EvaluationFile(options.evaluation) as file:
        file.snapshot()
        number, count = undo(file, options.intake, context.now(), context.actor)
    context.say(
        "Intake {number} is undone (submissions: {count}). The answers before it stand again.",
        number=number,
        count=count,
    )
    return 0


def _carry_out(file: EvaluationFile, made: Plan, options: argparse.Namespace, context: Context) -> int:
    applied = None
    if options.apply:
        confirmed = options.confirm is not None and options.confirm == made.replaced_scores
        try:
            applied = apply_plan(file, made, context.now(), context.actor, confirmed=confirmed)
        except EvalError as error:
            if error.code == "intake-unconfirmed":
                _show(made, None, options, context)
            raise
    _show(made, applied, options, context)
    for refusal in applied.overtaken if applied else ():
        context.warn(f"evalapp: {phrase(refusal.reason, context.language)}")
    return EXIT_FAULT if made.count(Status.REFUSED) or (applied and applied.overtaken) else 0


def _show(made: Plan, applied: Applied | None, options: argparse.Namespace, context: Context) -> None:
    if options.json:
        context.json(_as_json(made, applied, context))
        return
    _ = context.language.gettext
    for entry in made.entries:
        _show_entry(entry, context)
    counts = {status.value: made.count(status) for status in Status}
    context.say(
        "Files: {files} (new {new}, unchanged {unchanged}, replacing {replaces}, refused {refused}).",
        files=len(made.entries),
        **counts,
    )
    if applied is None:
        if made.to_apply:
            context.say("Nothing was written. To carry this out, add --apply.")
    elif applied.intake is None:
        context.say("There was nothing to take in.")
    else:
        context.say(
            "Taken in as intake {number}: {count} (undo-intake takes it back).",
            count=applied.accepted,
            number=applied.intake,
        )


def _show_entry(entry: Entry, context: Context) -> None:
    _ = context.language.gettext
    word = _(STATUS_WORDS[entry.status])
    arrival = entry.arrival
    if arrival is None:
        line = f"{word}: {entry.file}"
    else:
        revision = f"r{arrival.payload.revision}"
        revision += " " + _("(draft)") if arrival.payload.draft else ""
        line = f"{word}: {entry.file}  {arrival.payload.member}  {revision}  {arrival.code}"
    if entry.reason:
        context.warn(f"{line}  {phrase(entry.reason, context.language)}")
        return
    context.line(line)
    for difference in entry.differences:
        place = " / ".join(
            part for part in (difference.subject_id, difference.criterion_id, difference.field) if part
        )
        context.line(f"    {place}: {_short(difference.old)} → {_short(difference.new)}")


def _short(value: int | str | None) -> str:
    if value is None:
        return "－"
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def _as_json(made: Plan, applied: Applied | None, context: Context) -> dict[str, object]:
    overtaken = {refusal.file: refusal.reason for refusal in applied.overtaken} if applied else {}
    return {
        "applied": applied is not None,
        "intake": applied.intake if applied else None,
        "counts": {status.value: made.count(status) for status in Status},
        "replaced_scores": made.replaced_scores,
        "all_scores": made.all_scores,
        "needs_confirmation": made.needs_confirmation,
        "files": [_entry_json(entry, overtaken.get(entry.file), context) for entry in made.entries],
    }


def _entry_json(entry: Entry, overtaken: EvalError | None, context: Context) -> dict[str, object]:
    reason = entry.reason or overtaken
    payload = entry.arrival.payload if entry.arrival else None
    return {
        "file": entry.file,
        "status": Status.REFUSED.value if overtaken else entry.status.value,
        "reason": reason.code if reason else None,
        "message": phrase(reason, context.language) if reason else None,
        "member": payload.member if payload else None,
        "revision": payload.revision if payload else None,
        "draft": payload.draft if payload else None,
        "code": entry.arrival.code if entry.arrival else None,
        "differences": [_difference_json(difference) for difference in entry.differences],
    }


def _difference_json(difference: Difference) -> dict[str, object]:
    return {
        "subject": difference.subject_id,
        "criterion": difference.criterion_id,
        "field": difference.field,
        "old": difference.old,
        "new": difference.new,
    }
