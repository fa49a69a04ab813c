"""texts: the report's joint texts, out to be edited and back in."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import msgspec

from evalapp.files import write_new
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts, texts_once, write_texts
from evalapp.texts_plan import TextsPlan, TextStatus, plan_texts
from exports.texts_file import read_texts_file, texts_file
from ui.cli.context import EXIT_FAULT, Context
from ui.text_changes import plan_lines


def texts(options: argparse.Namespace, context: Context) -> int:
    """Write the texts to a file, or plan and take in what a file says."""
    pointless = [name for name in ("apply", "overwrite", "json") if getattr(options, name)]
    if options.out and pointless:
        _ = context.language.gettext
        refused = {
            "argument_name": f"--{pointless[0]}",
            "message": _("not allowed with argument %s") % "--out",
        }
        options.refuse(_("argument %(argument_name)s: %(message)s") % refused)
    with EvaluationFile(options.evaluation) as file:
        return _write_out(file, options.out, context) if options.out else _take_in(file, options, context)


def _write_out(file: EvaluationFile, path: Path, context: Context) -> int:
    data = texts_file(path, read_texts(file), file.evaluation, context.language)
    write_new(path, data)
    context.say("Written: {file}", file=path)
    return 0


def _take_in(file: EvaluationFile, options: argparse.Namespace, context: Context) -> int:
    given = read_texts_file(options.source, file.evaluation)
    before = read_texts(file)
    base = texts_once(file, given.based_on) if given.based_on else None
    plan = plan_texts(given, before.texts, base, overwrite=options.overwrite)
    apply = options.apply and bool(plan.carried_out)
    # all that takes long comes before writing: who breaks it off has changed nothing
    found = _as_json(plan, applied=apply) if options.json else None
    lines = [] if options.json else [*plan_lines(plan, file.evaluation, context.language)]
    if apply:
        write_texts(file, plan, before, context.now(), context.actor)
    if found:
        context.json(found)
    else:
        _say(plan, lines, context, applied=apply)
    conflicts = plan.count(TextStatus.CONFLICT)
    if conflicts:
        _ = context.language.gettext
        sentence = _(
            "Texts that were changed since this file was written out were left as they stand ({count})."
            " Write the texts out again and change them there, or add --overwrite to take the file's."
        )
        context.warn("evalapp: " + sentence.replace("{count}", str(conflicts)))
    return EXIT_FAULT if conflicts else 0


def _say(plan: TextsPlan, lines: Iterable[str], context: Context, *, applied: bool) -> None:
    for line in lines:
        context.line(line)
    counts = {status.value: plan.count(status) for status in TextStatus}
    context.say(
        "Texts: {all} (new {new}, changed {changed}, removed {removed}, changed by both {conflict},"
        " unchanged {unchanged}).",
        all=len(plan.changes) + plan.unchanged,
        unchanged=plan.unchanged,
        **counts,
    )
    if applied:
        context.say("The texts were changed.")
    elif plan.carried_out:
        context.say("Nothing was written. To carry this out, add --apply.")


def _as_json(plan: TextsPlan, *, applied: bool) -> dict[str, object]:
    return {
        "applied": applied,
        "counts": {
            **{status.value: plan.count(status) for status in TextStatus},
            "unchanged": plan.unchanged,
        },
        "texts": [
            {
                "place": list(change.place),
                "status": change.status.value,
                "old": msgspec.to_builtins(change.old),
                "new": msgspec.to_builtins(change.new),
            }
            for change in plan.changes
        ],
    }
