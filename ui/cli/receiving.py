"""intake, type-in, undo-intake: plan, show, apply."""

from __future__ import annotations

import argparse

from evalapp import __version__
from evalapp.errors import EvalError
from evalapp.form import Form
from evalapp.intake import Difference, Entry, Plan, Status
from evalapp.receiving import Applied, apply_plan, plan_files, plan_typed
from evalapp.report import SourceKind
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import undo_intake as undo
from ui.cli.context import EXIT_FAULT, Context, read_table
from ui.intake_words import STATUS_WORDS, field_words, recusal_words, value_words
from ui.messages import listed, phrase


def intake(options: argparse.Namespace, context: Context) -> int:
    """Take submissions and Excel forms in."""
    with EvaluationFile(options.evaluation) as file:
        made = plan_files(file, options.files, _read_form, context.now(), __version__)
        return _carry_out(file, made, options, context)


def _read_form(data: bytes, name: str) -> Form:
    from exports.excel.form_reader import read_form

    return read_form(data, name)


def type_in(options: argparse.Namespace, context: Context) -> int:
    """Take typed answers in."""
    table, data = read_table(options.answers)
    if options.second and options.second.exists() and options.second.samefile(options.answers):
        raise EvalError("typed-same-file", file=str(options.second))
    second = read_table(options.second)[0] if options.second else None
    with EvaluationFile(options.evaluation) as file:
        made = plan_typed(file, table, data, options.answers.name, context.now(), __version__, second)
        return _carry_out(file, made, options, context)


def undo_intake(options: argparse.Namespace, context: Context) -> int:
    """Undo an intake."""
    with EvaluationFile(options.evaluation) as file:
        file.snapshot()
        number, count = undo(file, options.intake, context.now(), context.actor, options.reason)
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
            applied = apply_plan(
                file, made, context.now(), context.actor, confirmed=confirmed, reason=options.reason
            )
        except EvalError as error:
            if error.code == "intake-unconfirmed":
                _show(made, None, options, context)
            raise
    _show(made, applied, options, context)
    for refusal in applied.failed if applied else ():
        context.warn(f"evalapp: {refusal.file}: {phrase(refusal.reason, context.language)}")
    return EXIT_FAULT if made.count(Status.REFUSED) or (applied and applied.failed) else 0


def _show(made: Plan, applied: Applied | None, options: argparse.Namespace, context: Context) -> None:
    if options.json:
        context.json(_as_json(made, applied, context))
        for entry in made.entries:
            if entry.reason:
                context.warn(f"evalapp: {entry.file}: {phrase(entry.reason, context.language)}")
        return
    for entry in made.entries:
        _show_entry(entry, context)
    counts = {status.value: made.count(status) for status in Status}
    context.say(
        "Files: {files} (new {new}, unchanged {unchanged}, replacing {replaces}, refused {refused}).",
        files=len(made.entries),
        **counts,
    )
    if applied is None and made.to_apply and made.needs_confirmation:
        context.say(
            "Nothing was written. {replaced} of {scores} scores would be replaced."
            " To carry this out, add --apply --confirm {replaced}.",
            replaced=made.replaced_scores,
            scores=made.all_scores,
        )
    elif applied is None and made.to_apply:
        context.say("Nothing was written. To carry this out, add --apply.")
    elif applied is not None and applied.intake is None:
        context.say("There was nothing to take in.")
    elif applied is not None:
        context.say(
            "Taken in as intake {number}: {count} (undo-intake takes it back).",
            count=applied.accepted,
            number=applied.intake,
        )
        if any(entry.arrival and entry.arrival.kind is SourceKind.FORM for entry in made.to_apply):
            context.say("Excel forms count once they are confirmed: evalapp confirm lists them.")


def _show_entry(entry: Entry, context: Context) -> None:
    _ = context.language.gettext
    word = _(STATUS_WORDS[entry.status])
    arrival = entry.arrival
    if arrival is None:
        line = f"{word}: {entry.file}"
    else:
        revision = _("revision {number}").format(number=arrival.payload.revision)
        revision += " " + _("(draft)") if arrival.payload.draft else ""
        line = f"{word}: {entry.file}  {arrival.payload.member}  {revision}  {arrival.code}"
        line += "  " + _("(not signed)") if arrival.kind is SourceKind.FORM else ""
    if entry.reason:
        context.warn(f"{line}  {phrase(entry.reason, context.language)}")
        return
    context.line(line)
    for sheet in arrival.payload.sheets if arrival and entry.status is Status.NEW else ():
        if sheet.recusal:
            sentence = _("    {subject}: does not judge ({why})")
            why = recusal_words(sheet.recusal, sheet.recusal_reason, context.language)
            context.line(sentence.format(subject=sheet.subject_id, why=why))
    for difference in entry.differences:
        show_difference(difference, context)
    if entry.drops_form:
        context.say("    an Excel form of this member waits to be confirmed; it would no longer be needed")
    if entry.open_cells:
        cells = [f"{gap.subject_id}-{gap.criterion_id or _('comment')}" for gap in entry.open_cells]
        sentence = _("    still blank ({count}): {cells}")
        context.line(sentence.format(count=len(cells), cells=listed(cells, context.language)))


def show_difference(difference: Difference, context: Context) -> None:
    """Print one cell that changes, old and new."""
    field = field_words(difference.field, context.language)
    place = " / ".join(part for part in (difference.subject_id, difference.criterion_id, field) if part)
    values = (value_words(difference, value, context.language) for value in (difference.old, difference.new))
    old, new = map(_short, values)
    context.line(f"    {place}: {old} → {new}")


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def _as_json(made: Plan, applied: Applied | None, context: Context) -> dict[str, object]:
    failed = {refusal.file: refusal.reason for refusal in applied.failed} if applied else {}
    files = [_entry_json(entry, failed.get(entry.file), context) for entry in made.entries]
    return {
        "applied": applied is not None,
        "intake": applied.intake if applied else None,
        "counts": {status.value: sum(file["status"] == status.value for file in files) for status in Status},
        "replaced_scores": made.replaced_scores,
        "all_scores": made.all_scores,
        "needs_confirmation": made.needs_confirmation,
        "files": files,
    }


def _entry_json(entry: Entry, failed: EvalError | None, context: Context) -> dict[str, object]:
    reason = entry.reason or failed
    payload = entry.arrival.payload if entry.arrival else None
    return {
        "file": entry.file,
        "status": Status.REFUSED.value if failed else entry.status.value,
        "reason": reason.code if reason else None,
        "message": phrase(reason, context.language) if reason else None,
        "member": payload.member if payload else None,
        "revision": payload.revision if payload else None,
        "draft": payload.draft if payload else None,
        "code": entry.arrival.code if entry.arrival else None,
        "differences": [difference_json(difference) for difference in entry.differences],
        "recusals": [
            {"subject": sheet.subject_id, "kind": sheet.recusal.value, "reason": sheet.recusal_reason}
            for sheet in (payload.sheets if payload else ())
            if sheet.recusal
        ],
        "drops_form": entry.drops_form,
        "blank": [{"subject": gap.subject_id, "criterion": gap.criterion_id} for gap in entry.open_cells],
    }


def difference_json(difference: Difference) -> dict[str, object]:
    """A cell that changes, as JSON."""
    return {
        "subject": difference.subject_id,
        "criterion": difference.criterion_id,
        "field": difference.field,
        "old": difference.old,
        "new": difference.new,
    }
