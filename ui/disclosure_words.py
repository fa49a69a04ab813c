"""What terminal and windows say of the disclosure check."""

from __future__ import annotations

from evalapp.disclosure import Finding, Leftover, Looked, Place, Reason, Unread, What
from evalapp.language import N_, Language
from ui.messages import listed

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


def looked_words(looked: Looked, language: Language) -> str:
    """Where it was looked: ``page ×12, bookmark ×3``."""
    _ = language.gettext
    counts = [f"{_(PLACE_WORDS[place])} ×{number}" for place, number in looked.counts.items()]
    return listed(counts, language, len(Place))


def unread_words(unread: Unread, language: Language) -> str:
    """What was not looked at, and why."""
    where = _path(unread.inside, unread.where)
    reason = language.gettext(REASON_WORDS[unread.reason])
    return f"{where}: {reason}" if where else reason


def finding_words(finding: Finding, language: Language) -> str:
    """Where a member is named, by what, and the words around it."""
    _ = language.gettext
    what = _(WHAT_WORDS[finding.what]).format(member=finding.member)
    place = " ".join(word for word in (_(PLACE_WORDS[finding.place]), finding.where) if word)
    words = f"{_path(finding.inside, place)}: {what}: {finding.excerpt}"
    return _("in the members' list: {finding}").format(finding=words) if finding.allowed else words


def _path(inside: str, where: str) -> str:
    return " > ".join(part for part in (inside, where) if part)
