"""Sentences for joint texts, comparisons and the disclosure check."""

from __future__ import annotations

from evalapp.language import N_

SENTENCES = {
    # joint texts and editions
    "texts-other-evaluation": N_(
        "This texts file was written from another evaluation than “{title}”. Nothing was taken from it."
        " Choose the right file, or remove “evaluation” and “based_on” (in a workbook, empty the grey cells"
        " of its sheet Report) to take all of it in."
    ),
    "texts-unknown-base": N_(
        "This texts file was not written from this evaluation, or its “based_on” was changed."
        " Write the texts out again, or remove “based_on” to take all of it in."
    ),
    "texts-too-large-for-toml": N_(
        "The texts are too large for a TOML file, which could not be read back. Write them as .xlsx."
    ),
    "texts-overtaken": N_("The texts changed since the plan was made. Run the command again."),
    "edition-incomplete": N_(
        "Texts are missing for a final edition ({count}, listed above). Write them, or make a draft."
    ),
    "edition-unconfirmed": N_(
        "Excel forms wait to be confirmed ({members}). Confirm or reject them before a final edition."
    ),
    "record-faults": N_(
        "The file does not agree with its own record (faults: {count}), so nothing was put out."
        " “evalapp record --verify” lists them."
    ),
    # comparing
    "previous-not-results": N_(
        "{file} holds no results to compare with. Choose the earlier evaluation (.evaluation), or the JSON"
        " that “results --json” or “export --json” wrote from it."
    ),
    "previous-altered": N_(
        "In {file} the mean of “{criterion}” of subject {subject} is not that of its sum and n."
        " The file was changed by hand; export it again."
    ),
    # disclosure check
    "disclosure-not-a-folder": N_("{file} is not a folder. Name the folder that is to be published."),
    "disclosure-nothing": N_("There is no file in {file}. Name the folder that is to be published."),
}
