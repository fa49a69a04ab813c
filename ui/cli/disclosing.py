"""disclosure: what in a folder names a member, before it is published."""

from __future__ import annotations

import argparse

from evalapp.disclosure import Disclosure, Finding, Looked, Unread, people_of
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import EXIT_FAULT, Context
from ui.disclosure_words import LEFTOVER_WORDS, finding_words, looked_words, unread_words
from ui.messages import listed

_MOST_SHOWN = 12
"""Findings shown of one file; JSON lists them all, up to the check's own limit."""


def disclosure(options: argparse.Namespace, context: Context) -> int:
    """Look into every file of a folder for the members."""
    from exports.disclosure import check_folder

    with EvaluationFile(options.evaluation) as file:
        people = people_of(file.evaluation, file.record())
    found = check_folder(options.folder, people)
    if options.json:
        context.json(_as_json(found))
    else:
        for looked in found.files:
            _show(looked, context)
    _ = context.language.gettext
    files = sum(not looked.clean for looked in found.files)
    if found.clean:
        if not options.json:
            _say_clean(found, context)
        return 0
    sentence = _(
        "Not to be published as it is: {count} of {files} files name a member, are left over from earlier,"
        " or could not be looked into. Mend or take out what is listed, then check again."
    )
    context.warn(f"evalapp: {sentence.format(count=files, files=len(found.files))}")
    return EXIT_FAULT


def _say_clean(found: Disclosure, context: Context) -> None:
    if any(looked.findings for looked in found.files):
        context.say(
            "Clean: apart from the members' list, nothing in {count} files names a member.",
            count=len(found.files),
        )
    else:
        context.say("Clean: nothing in {count} files names a member.", count=len(found.files))


def _show(looked: Looked, context: Context) -> None:
    _ = context.language.gettext
    context.line(f"{looked.file}: {looked_words(looked, context.language)}")
    if looked.leftover:
        context.line(f"    {_(LEFTOVER_WORDS[looked.leftover])}")
    for unread in looked.unread:
        context.line(_("    NOT LOOKED AT: {reason}").format(reason=unread_words(unread, context.language)))
    if looked.named_edition:
        _show_named(looked, context)
        return
    for finding in looked.findings[:_MOST_SHOWN]:
        context.line(f"    {finding_words(finding, context.language)}")
    if more := looked.more + max(len(looked.findings) - _MOST_SHOWN, 0):
        context.line(_("    and {count} more").format(count=more))


def _show_named(looked: Looked, context: Context) -> None:
    members = sorted({finding.member for finding in looked.findings})
    if not members:
        context.say("    A named edition, as its name says. It is not for publication.")
        return
    context.say(
        "    A named edition: {count} places name {members}. It is not for publication.",
        count=len(looked.findings) + looked.more,
        members=listed(members, context.language),
    )


def _as_json(found: Disclosure) -> dict[str, object]:
    return {"clean": found.clean, "files": [_file_json(looked) for looked in found.files]}


def _file_json(looked: Looked) -> dict[str, object]:
    return {
        "file": looked.file,
        "clean": looked.clean,
        "named_edition": looked.named_edition,
        "leftover": looked.leftover.value if looked.leftover else None,
        "looked_at": {place.value: number for place, number in looked.counts.items()},
        "findings": [_finding_json(finding) for finding in looked.findings],
        "more": looked.more,
        "not_looked_at": [_unread_json(unread) for unread in looked.unread],
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "place": finding.place.value,
        "where": finding.where,
        "inside": finding.inside,
        "what": finding.what.value,
        "member": finding.member,
        "excerpt": finding.excerpt,
        "allowed": finding.allowed,
    }


def _unread_json(unread: Unread) -> dict[str, object]:
    return {"where": unread.where, "inside": unread.inside, "reason": unread.reason.value}
