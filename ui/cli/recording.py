"""record: print and verify."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from evalapp.language import N_
from evalapp.record import Act
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import EXIT_FAULT, Context

FAULTS = {
    "chain-broken": N_("Line {where} of the record was changed, removed or slipped in."),
    "setup-changed": N_("The set-up is not the one the record names."),
    "ballot-not-recorded": N_("The ballots of member {where} do not agree with the record."),
    "submission-not-recorded": N_("A submission of member {where} does not agree with the record."),
    "signature-wrong": N_("A submission of member {where} does not agree with its signed original."),
    "recorded-submission-missing": N_("A recorded submission of member {where} is missing."),
    "decision-not-recorded": N_("The decision on form {where} does not agree with the record."),
    "decision-by-one": N_("Form {where} was confirmed by the person who took it in."),
    "texts-changed": N_("The joint texts ({where}) do not agree with the record."),
    "answers-changed": N_("The answers ({where}) are not those of the signed originals."),
}


ACTS = {
    Act.CREATED: N_("created"),
    Act.BALLOT_ISSUED: N_("ballot issued"),
    Act.ACCEPTED: N_("taken in"),
    Act.REPLACED: N_("replaced"),
    Act.TYPED_IN: N_("typed in"),
    Act.INTAKE_UNDONE: N_("intake undone"),
    Act.FORM_ISSUED: N_("form issued"),
    Act.FORM_RECEIVED: N_("form taken in"),
    Act.FORM_CONFIRMED: N_("form confirmed"),
    Act.FORM_REJECTED: N_("form rejected"),
    Act.TEXTS_CHANGED: N_("texts changed"),
}


def record(options: argparse.Namespace, context: Context) -> int:
    """Print the record; with ``--verify`` hold the file against it."""
    from evalapp.store.verify import verify

    with EvaluationFile(options.evaluation) as file, file.one_state():
        lines = file.record()
        faults = verify(file) if options.verify else ()
    if options.json:
        value: dict[str, object] = {"lines": [asdict(line) for line in lines]}
        if options.verify:
            value |= {"verified": not faults, "faults": [asdict(fault) for fault in faults]}
        context.json(value)
        return EXIT_FAULT if faults else 0
    for line in lines:
        details = "  ".join(f"{key}={_short(value)}" for key, value in line.details.items())
        context.line(f"{line.number:>5}  {line.at[:19]}Z  {line.actor}  {_act(line.act, context)}  {details}")
    for fault in faults:
        sentence = context.language.gettext(FAULTS[fault.code]).format(where=fault.where)
        context.warn(f"evalapp: {sentence}")
    if options.verify and not faults:
        context.say("Verified. Lines: {count}, head: {head}", count=len(lines), head=lines[-1].hash)
    return EXIT_FAULT if faults else 0


def _act(act: str, context: Context) -> str:
    return context.language.gettext(ACTS[Act(act)]) if act in set(Act) else act


def _short(value: str | int) -> str:
    """Keys and digests by their first signs; ``--json`` has them whole."""
    text = str(value)
    return text if len(text) <= 24 else f"{text[:12]}…"
