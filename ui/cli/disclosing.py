"""disclosure: what in a folder names a member, before it is published."""

from __future__ import annotations

import argparse

from evalapp.disclosure import Disclosure, Finding, Leftover, Looked, Place, Reason, Unread, What, people_of
from evalapp.language import N_
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import EXIT_FAULT, Context
from ui.messages import listed

_MOST_SHOWN = 12
"""Findings shown of one file; JSON lists them all, up to the check's own limit."""

PLACE_WORDS = {
    Place.FILE_NAME: N_("file name"),
    Place.TEXT: N_("text"),
    Place.PAGE: N_("page"),
    Place.CODE: N_("code on page"),
    Place.ANNOTATION: N_("annotation"),
    Place.BOOKMARK: N_("bookmark"),
    Place.LAYER: N_("layer"),
    Place.FIELD: N_("form field"),
    Place.OBJECT: N_("hidden data"),
    Place.ATTACHMENT: N_("attachment"),
    Place.PROPERTY: N_("property"),
    Place.METADATA: N_("metadata"),
    Place.SHEET: N_("sheet"),
    Place.HIDDEN_SHEET: N_("hidden sheet"),
    Place.SHEET_NAME: N_("sheet name"),
    Place.DEFINED_NAME: N_("defined name"),
    Place.SHARED_TEXT: N_("unused text"),
    Place.COMMENT: N_("note or comment"),
    Place.HEADER_FOOTER: N_("header or footer"),
    Place.NOTE: N_("footnote"),
    Place.DRAWING: N_("chart or drawing"),
    Place.LINK: N_("link"),
    Place.PART: N_("internal part"),
}
WHAT_WORDS = {
    What.NAME: N_("name of {member}"),
    What.FAMILY_NAME: N_("family name of {member}"),
    What.KANA: N_("reading of the name of {member}"),
    What.MAIL: N_("mail address of {member}"),
    What.ID: N_("id of {member}"),
    What.CODE: N_("verification code or ballot id of {member}"),
}
REASON_WORDS = {
    Reason.IMAGE: N_("a picture cannot be read; look at it yourself"),
    Reason.ENCRYPTED: N_("it is protected by a password; save it without one"),
    Reason.UNKNOWN_KIND: N_("files of this kind cannot be looked into; leave it out or look yourself"),
    Reason.WORKING_FILE: N_("this is a working file of an evaluation and must not be published; take it out"),
    Reason.DAMAGED: N_("it is damaged or unusual; make it anew"),
    Reason.TOO_LARGE: N_("it is too large to be looked into; split it or look yourself"),
    Reason.TOO_LONG: N_("reading it takes too long; make it anew or look yourself"),
    Reason.TOO_DEEP: N_("it is packed too deep in other files; take it out"),
    Reason.EARLIER_VERSIONS: N_("it keeps its earlier versions inside; print it to a new PDF"),
    Reason.NO_UNICODE: N_("a font in it does not tell its letters; look at it yourself"),
    Reason.LINK: N_("it is a link to another place; put the file itself here"),
    Reason.DENIED: N_("it may not be read; check the permissions"),
}

LEFTOVER_WORDS = {
    Leftover.EARLIER_VERSION: N_("an earlier version: remove it before publishing"),
    Leftover.TEMPORARY: N_("a hidden or temporary file: remove it before publishing"),
}


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
    counts = [f"{_(PLACE_WORDS[place])} ×{number}" for place, number in looked.counts.items()]
    context.line(f"{looked.file}: {listed(counts, context.language, len(Place))}")
    if looked.leftover:
        context.line(f"    {_(LEFTOVER_WORDS[looked.leftover])}")
    for unread in looked.unread:
        where = _path(unread.inside, unread.where)
        reason = _(REASON_WORDS[unread.reason])
        context.line(
            _("    NOT LOOKED AT: {reason}").format(reason=f"{where}: {reason}" if where else reason)
        )
    if looked.named_edition:
        _show_named(looked, context)
        return
    for finding in looked.findings[:_MOST_SHOWN]:
        context.line(f"    {_finding_words(finding, context)}")
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


def _finding_words(finding: Finding, context: Context) -> str:
    _ = context.language.gettext
    what = _(WHAT_WORDS[finding.what]).format(member=finding.member)
    place = " ".join(word for word in (_(PLACE_WORDS[finding.place]), finding.where) if word)
    words = f"{_path(finding.inside, place)}: {what}: {finding.excerpt}"
    return _("in the members' list: {finding}").format(finding=words) if finding.allowed else words


def _path(inside: str, where: str) -> str:
    return " > ".join(part for part in (inside, where) if part)


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
