"""Sentences for set-ups and for the texts and scores in them."""

from __future__ import annotations

from evalapp.language import N_

SENTENCES = {
    # set-up
    "setup-not-toml": N_("The {document} is not valid TOML: {problem}. Correct that line."),
    "setup-not-utf8": N_("The {document} is not UTF-8 text. Save it again as UTF-8."),
    "setup-unknown-key": N_("In the {document}, {where}: “{key}” is not known. Correct or remove it."),
    "setup-missing": N_("In the {document}, {where}: “{key}” is missing. Fill it in."),
    "setup-wrong-type": N_("In the {document}, {where}: “{key}” should be {expected}."),
    "setup-not-a-table": N_("In the {document}, {where}: a table belongs here, not a single value."),
    "setup-not-a-choice": N_(
        "In the {document}, {where}: “{found}” is no value for “{key}”. Use one of: {allowed}."
    ),
    "setup-bad-date": N_(
        "In the {document}, {where}: “{found}” is no date for “{key}”. Write it like 2022-12-23."
    ),
    "setup-bad-id": N_(
        "In the {document}, {where}: “{found}” cannot be used for “{key}”."
        " Use up to 40 letters, digits, “_”, “-” or “.”, beginning with a letter or digit, without spaces."
    ),
    "setup-bad-number": N_(
        "In the {document}, {where}: “{found}” is no value for “{key}”."
        " Use a whole number from {low} to {high}."
    ),
    "setup-bad-scale": N_(
        "In the set-up, {where}: a scale needs two or more steps, all with different points."
    ),
    "setup-steps-differ": N_(
        "In the set-up, {where}: the steps for “{key}” must have the same points in the same order."
    ),
    "setup-duplicate": N_("In the {document}, “{found}” is given twice ({where}). Make it unique."),
    "setup-unknown-reference": N_(
        "In the {document}, {where}: there is no {key} “{found}”. Known are: {known}."
    ),
    "setup-two-chairs": N_("In the set-up, more than one member is the chair: {members}. Leave one."),
    "setup-nobody-judges": N_(
        "In the set-up, every member is recused from subject {subject}. Nobody could judge it."
    ),
    "rubric-last-criterion": N_("A rubric has at least one criterion. Add another before removing this one."),
    "setup-overtaken": N_(
        "The evaluation was changed elsewhere meanwhile. Nothing was put into force;"
        " look at the changes again."
    ),
    "setup-cannot-keep": N_(
        "The answers to {criterion} cannot be kept: it is not a criterion that is worded otherwise now with"
        " the same points as before. Leave it out."
    ),
    "setup-draft-open": N_(
        "The set-up in {file} is being edited in a window. Put those changes into force there,"
        " or give them up."
    ),
    "setup-subject-fixed": N_(
        "{subject} has been given to members to judge: it keeps its id, its place and its rubric."
        " New subjects go after it."
    ),
    "setup-member-fixed": N_(
        "{member} has been issued a ballot or form, or comes before a member who has, and keeps this id and"
        " place. To leave a member out, set up recusals."
    ),
    "evaluation-empty": N_(
        "“{title}” has no subjects and members yet. Set it up in its window, or with “evalapp setup”."
    ),
    "new-no-source": N_("No file was chosen to begin with. Choose one, or begin with a rubric."),
    "setup-late-deadline": N_(
        "The deadline ({deadline}) is after the date of the evaluation ({date}). Check both."
    ),
    "setup-odd-email": N_(
        "“{found}” is not one mail address. Enter a single one, like name@example.jp, or none."
    ),
    "setup-fixed-value": N_(
        "In the {document}, {where}: “{key}” stays “{found}”, since files were issued with it. Put it back."
    ),
    "setup-fixed-order": N_(
        "In the set-up, {where}: rows that were issued keep their order, and new ones follow them."
        " Move them back."
    ),
    "setup-fixed-removed": N_(
        "In the set-up, {where}: {ids} cannot be removed, since files were issued or answers are there."
        " Leave them in; a recusal takes a member from a subject."
    ),
    "recusal-unknown": N_("“{found}” is no kind of recusal. Use one of: {known}; leave it empty for none."),
    "paste-too-wide": N_(
        "What was copied is {width} columns wide, but there are only {room} from here on. Nothing was pasted."
        " Choose a cell further left, or copy fewer columns."
    ),
    "paste-too-large": N_(
        "This would be more than {rows} rows or {columns} columns. Nothing was changed. Copy a smaller part."
    ),
    "material-outside": N_("The material {file} is outside the set-up's folder. Put it beside the set-up."),
    "material-not-pdf": N_("The material {file} is not a PDF. Attach PDF files only."),
    # texts and points
    "text-control-character": N_("{where}: the text holds a sign that cannot be kept ({sign}). Remove it."),
    "text-too-long": N_(
        "{where}: the text has {length} characters; at most {limit} can be kept. Shorten it."
    ),
    "comment-unkept": N_(
        "{where}: what is written there cannot be kept as it is, for example because it is too long."
        " Go there and shorten it; it is saved by itself then."
    ),
    "points-not-understood": N_("“{found}” is no score. Use one of {allowed}, leave it empty, or write NA."),
    "points-not-on-scale": N_("{found} is not a step of the scale. Use one of {allowed}."),
}
