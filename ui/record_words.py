"""The record in words: its acts, what they were done to, and the faults that verifying finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evalapp.language import N_, Language
from evalapp.model import Evaluation, Member, Subject
from evalapp.record import RULE, Act, Fault, RecordLine

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
    "closing-changed": N_("Closing {where} does not agree with the record."),
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
    Act.SETUP_CHANGED: N_("set-up changed"),
    Act.PAPER_PRINTED: N_("paper printed"),
    Act.TYPING_REJECTED: N_("typed entry rejected"),
    Act.CLOSED: N_("closed"),
    Act.REOPENED: N_("reopened"),
}

_FACTS: Mapping[str, str] = {
    "subjects": N_("subjects: {value}"),
    "members": N_("members: {value}"),
    "serial": N_("issue {value}"),
    "revision": N_("revision {value}"),
    "code": N_("code {value}"),
    "changed": N_("changed: {value}"),
    "file": N_("{value}"),
    "intake": N_("intake {value}"),
    "submissions": N_("files: {value}"),
    "sheets": N_("score sheets: {value}"),
    "added": N_("subjects added: {value}"),
    "recused": N_("recused from now on: {value}"),
    "unrecused": N_("recused no longer: {value}"),
    "reworded": N_("reworded: {value}"),
    "first_by": N_("first entry by {value}"),
    "second_by": N_("second entry by {value}"),
    "closing": N_("closing {value}"),
    "reason": N_("reason: {value}"),
}
"""What a line says in short, in this order; digests, keys and inner numbers are in the whole of it."""

_INNER = frozenset(
    (
        "evaluation",
        "recipient",
        "setup",
        "ballot",
        "form",
        "key",
        "submission",
        "digest",
        "sha256",
        "after",
        "texts",
    )
)


NAMES: Mapping[str, str] = {
    "member": N_("Member"),
    "subject": N_("Subject"),
    "serial": N_("Issue"),
    "revision": N_("Revision"),
    "draft": N_("draft"),
    "code": N_("Verification code"),
    "changed": N_("Changes"),
    "file": N_("File name"),
    "intake": N_("Intake"),
    "submissions": N_("Number of files"),
    "submission": N_("Number of the submission"),
    "subjects": N_("Subjects"),
    "members": N_("Members"),
    "sheets": N_("Score sheets"),
    "added": N_("Subjects added"),
    "recused": N_("Recused from then on"),
    "unrecused": N_("Recused no longer"),
    "reworded": N_("Reworded"),
    RULE: N_("Two-person rule (1: on, 0: off)"),
    "first_by": N_("First entry by"),
    "second_by": N_("Second entry by"),
    "closing": N_("Closing"),
    "reason": N_("Reason"),
    "evaluation": N_("Number of the evaluation"),
    "recipient": N_("Public key of the evaluation"),
    "setup": N_("Digest of the set-up (SHA-256)"),
    "ballot": N_("Number of the ballot"),
    "form": N_("Number of the Excel form"),
    "key": N_("Public key of the ballot"),
    "digest": N_("Digest of the contents (SHA-256)"),
    "sha256": N_("Digest of the file (SHA-256)"),
    "after": N_("After submission"),
    "texts": N_("State of the joint texts"),
}
"""What the facts of a line are called where all of them are listed."""


def act_words(act: str, language: Language) -> str:
    """An act in words; one of a newer version by its code."""
    return language.gettext(ACTS[Act(act)]) if act in set(Act) else act


def name_words(key: str, language: Language) -> str:
    """What a fact of a line is called; one that is not known by its key."""
    return language.gettext(NAMES[key]) if key in NAMES else key


def fault_words(fault: Fault, language: Language) -> str:
    """The sentence for a fault."""
    return language.gettext(FAULTS[fault.code]).format(where=fault.where)


def details_words(line: RecordLine, evaluation: Evaluation, language: Language) -> str:
    """What a line's act was done to, in short."""
    return ("、" if language.code == "ja" else ", ").join(_parts(line, evaluation, language))


def _parts(line: RecordLine, evaluation: Evaluation, language: Language) -> Iterator[str]:
    _ = language.gettext
    details = dict(line.details)
    for key, found in (("member", evaluation.members), ("subject", evaluation.subjects)):
        if key in details:
            yield _named(str(details.pop(key)), found)
    if details.pop("draft", 0):
        yield _("draft")
    if RULE in details:
        yield _("two-person rule on") if details.pop(RULE) else _("two-person rule off")
    if line.act == Act.SETUP_CHANGED and "changed" in details:
        details["changed"] = _parts_changed(str(details["changed"]), language)
    for key, words in _FACTS.items():
        if key in details and key != "reason":
            yield _(words).format(value=details.pop(key))
    reason = details.pop("reason", "")
    yield from (f"{key}: {value}" for key, value in details.items() if key not in _INNER)
    if reason:
        why = _FACTS["reason"]
        yield _(why).format(value=reason)


def _parts_changed(text: str, language: Language) -> str:
    """How many of which parts of a set-up were changed, of a text such as ``subject:2 member:1``."""
    found = (word.partition(":") for word in text.split())
    return ", ".join(f"{language.gettext(part)} {count}" for part, _colon, count in found)


def _named(id_: str, found: tuple[Member, ...] | tuple[Subject, ...]) -> str:
    for one in found:
        if one.id == id_:
            return f"{one.name} ({id_})" if isinstance(one, Member) else f"{id_} {one.title}"
    return id_
