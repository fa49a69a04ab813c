"""texts: the report's joint texts, out to be edited and back in."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from evalapp.errors import EvalError
from evalapp.files import read_limited, write_new
from evalapp.language import N_, Language
from evalapp.model import Evaluation
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts, texts_once, write_texts
from evalapp.texts import Place, Value
from evalapp.texts_data import parse_texts
from evalapp.texts_plan import TextChange, TextsPlan, TextStatus, plan_texts
from evalapp.texts_toml import TEXTS_LIMIT, read_texts_toml, texts_toml
from exports.outline.words import heading_keys
from ui.cli.context import EXIT_FAULT, Context

STATUS_WORDS = {
    TextStatus.NEW: N_("new"),
    TextStatus.CHANGED: N_("changed"),
    TextStatus.REMOVED: N_("removed"),
    TextStatus.CONFLICT: N_("changed by both"),
}
PLACE_WORDS = {
    "report": N_("report"),
    "heading": N_("heading"),
    "meetings": N_("meetings"),
    "consensus": N_("joint judgement"),
    "recommendations": N_("recommendations"),
    "reviews": N_("remarks of the reviewing body"),
}


def texts(options: argparse.Namespace, context: Context) -> int:
    """Write the texts to a file, or plan and take in what a file says."""
    with EvaluationFile(options.evaluation) as file:
        return _write_out(file, options.out, context) if options.out else _take_in(file, options, context)


def _write_out(file: EvaluationFile, path: Path, context: Context) -> int:
    stands = read_texts(file)
    if path.suffix.lower() == ".toml":
        data = texts_toml(stands, file.evaluation, context.language)
    elif path.suffix.lower() == ".xlsx":
        from exports.excel.texts_book import texts_book

        data = texts_book(stands, file.evaluation, context.language)
    else:
        raise EvalError("file-wrong-suffix", file=str(path), expected=".toml / .xlsx")
    write_new(path, data)
    context.say("Written: {file}", file=path)
    return 0


def _take_in(file: EvaluationFile, options: argparse.Namespace, context: Context) -> int:
    given = parse_texts(_tables(options.source, file.evaluation), file.evaluation, heading_keys())
    before = read_texts(file)
    base = texts_once(file, given.based_on) if given.based_on else None
    plan = plan_texts(given, before, base)
    apply = options.apply and bool(plan.carried_out)
    if apply:
        write_texts(file, plan, before, context.now(), context.actor)
    if options.json:
        context.json(_as_json(plan, applied=apply))
    else:
        _show(plan, file.evaluation, context, applied=apply)
    conflicts = plan.count(TextStatus.CONFLICT)
    if conflicts:
        _ = context.language.gettext
        sentence = _(
            "Texts that somebody else has changed too were left as they stand ({count})."
            " Write the texts out again and change them there."
        )
        context.warn("evalapp: " + sentence.replace("{count}", str(conflicts)))
    return EXIT_FAULT if conflicts else 0


def _tables(path: Path, evaluation: Evaluation) -> Mapping[str, object]:
    data = read_limited(path, TEXTS_LIMIT)
    if path.suffix.lower() == ".toml":
        return read_texts_toml(data)
    if path.suffix.lower() == ".xlsx":
        from exports.excel.texts_book import read_texts_book

        return read_texts_book(data, path.name, evaluation)
    raise EvalError("file-wrong-suffix", file=str(path), expected=".toml / .xlsx")


def _show(plan: TextsPlan, evaluation: Evaluation, context: Context, *, applied: bool) -> None:
    for change in plan.changes:
        status = context.language.gettext(STATUS_WORDS[change.status])
        context.line(f"{status}: {_place(change.place, evaluation, context.language)}")
        for line in _difference(change):
            context.line(f"    {line}")
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


def _place(place: Place, evaluation: Evaluation, language: Language) -> str:
    _ = language.gettext
    if place[0] != "subject":
        return " / ".join([_(PLACE_WORDS[place[0]]), *place[1:]])
    if place[2] != "criterion":
        return f"{place[1]} / {_(PLACE_WORDS[place[2]])}"
    subject = next(one for one in evaluation.subjects if one.id == place[1])
    title = evaluation.rubric_of(subject).criterion(place[3]).title
    return f"{place[1]} / {title} / {_(PLACE_WORDS['consensus'])}"


def _difference(change: TextChange) -> list[str]:
    """The lines that go and come, each cut to a terminal's width; at most a dozen."""
    old, new = (_lines(value) for value in (change.old, change.new))
    found = [line for line in difflib.ndiff(old, new) if line[:1] in "+-"]
    shown = [line if len(line) <= 76 else line[:75] + "…" for line in found[:12]]
    return [*shown, "…"] if len(found) > 12 else shown


def _lines(value: Value | None) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return value.splitlines()
    return [text for one in value for text in _texts_in(msgspec.to_builtins(one))]


def _texts_in(value: object) -> list[str]:
    """Every line of text inside a recommendation, a review or a meeting."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts_in(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts_in(one)]
    return str(value).splitlines() if value is not None else []


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
