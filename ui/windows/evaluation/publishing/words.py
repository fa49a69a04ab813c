"""What the documents are called here, and what is said of them."""

from __future__ import annotations

from evalapp.language import N_
from exports.documents import Care, Caution, Kind
from ui.windows.kit import Kit

_KINDS = {
    Kind.REPORT: N_("Report (PDF)"),
    Kind.WORD: N_("Report (Word)"),
    Kind.SUMMARY: N_("Summary of scores (PDF)"),
    Kind.COMBINED: N_("Combined score sheets (PDF)"),
    Kind.WORKBOOK: N_("Workbook of results (Excel)"),
    Kind.RESULTS: N_("Results (CSV)"),
    Kind.COMMENTS: N_("Comments (CSV)"),
    Kind.JSON: N_("Results and comments (JSON)"),
    Kind.SHEETS: N_("Single score sheets (PDF)"),
    Kind.BLANK: N_("Blank score sheets (PDF)"),
}

_CARE = {
    Care.UNCONFIRMED: N_("Excel forms wait to be confirmed and are not counted: {members}."),
    Care.LEFT_OUT: N_(
        "Comments that no planned chapter or section of the report prints: {count}. The plan is changed in"
        " the workbook of joint texts."
    ),
    Care.LINKED_COLUMNS: N_(
        "The columns stand in the same order in every table, so that readers can link them across subjects."
        " “Shuffled per subject” prevents that."
    ),
    Care.LINKED_COMMENTS: N_(
        "The report's comments and the columns both stand in the committee's order, so that readers can put a"
        " member's comments and scores together. “Shuffled per subject” prevents that."
    ),
    Care.SINGLE_SHEETS: N_(
        "A score sheet shows a member's scores and comments together, though without the name: think twice"
        " before publishing it. The combined score sheets keep them apart."
    ),
}


def kind_words(kind: Kind, kit: Kit) -> str:
    """What a document is called."""
    return kit.speaker.language.gettext(_KINDS[kind])


def care_words(caution: Caution, kit: Kit) -> str:
    """What to know before a document is passed on."""
    sentence = kit.speaker.language.gettext(_CARE[caution.care])
    return sentence.replace("{members}", ", ".join(caution.members)).replace("{count}", str(caution.count))
