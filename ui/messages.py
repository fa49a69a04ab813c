"""Every sentence for an ``EvalError``, in one place: what happened and what to do.

The English text is the key of the gettext catalogue; ``{name}`` takes a parameter of the error.
"""

from __future__ import annotations

from collections.abc import Iterable

from evalapp.errors import EvalError
from evalapp.language import N_, Language
from ui.setup_words import setup_words

SENTENCES = {
    # files
    "file-missing": N_("{file} was not found. Check the name and the folder."),
    "file-is-folder": N_("{file} is not a file that can be used here. Name a file."),
    "file-empty": N_("{file} is empty. Ask for it to be sent again."),
    "file-too-large": N_("{file} is larger than {limit_mb} MB and was not opened."),
    "file-denied": N_(
        "{file} may not be read or written. Close it where it is open, check the permissions,"
        " or choose another folder."
    ),
    "file-unreadable": N_("{file} could not be read or written ({problem}). Check the drive and try again."),
    "file-moved": N_(
        "{file} was moved, renamed or replaced while it was open. Save it in another place to go on."
    ),
    "edit-overtaken": N_("Another program has changed this answer meanwhile. Look at it and enter it again."),
    "file-busy": N_("{file} is being used by another program. Close it there and try again."),
    "file-exists": N_("{file} exists already and was left as it is. Choose another name."),
    "file-not-verified": N_("{file} was written but could not be read back. Save it in another place."),
    "file-damaged": N_(
        "{file} is damaged and was not changed. Open a copy that you have kept; if the file was sent to you,"
        " ask the secretariat to send it again."
    ),
    "file-altered": N_("{file} was changed by another program and is not opened. Go back to the original."),
    "file-newer": N_("{file} was made by a newer version of this app. Update the app to open it."),
    "file-wrong-kind": N_("{file} is not {expected}. Choose the right file."),
    "file-wrong-suffix": N_("{file} should end in {expected}. Choose another name or the right file."),
    "disk-full": N_("There is no space left to write {file}. Nothing was lost; make space and try again."),
    # windows
    "pdf-unreadable": N_("{file} is damaged or no PDF and cannot be shown. Ask for it to be sent again."),
    "pdf-locked": N_("{file} is protected with a password and cannot be shown. Ask for one without."),
    "print-failed": N_(
        "The printer {printer} did not take the pages. Check that it is on, or save as PDF and print that."
    ),
    "no-printer": N_(
        "No printer is set up on this computer. Save as PDF, and print that on another computer."
    ),
    "open-submission": N_(
        "{file} is sealed; only the secretariat can open it. To see or change your answers, open your ballot"
        " (.ballot)."
    ),
    "evaluation-closed": N_(
        "The evaluation is closed. A change needs a reason now: it is recorded, and listed as a correction."
    ),
    "drop-no-file": N_(
        "What was dropped is no file on this computer. Save it here first, then drop the file."
    ),
    "screen-none": N_(
        "There is no screen to show a window on. Start it from a desktop, or use the commands"
        " (evalapp --help)."
    ),
    "screen-unreachable": N_(
        "The screen named by DISPLAY does not answer. Start it from a desktop, or use the commands"
        " (evalapp --help)."
    ),
    "screen-libraries-missing": N_(
        "The system lacks a library that windows need ({problem}). Install it, or use the commands"
        " (evalapp --help)."
    ),
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
    # answers
    "answers-row": N_("Row {row}: {cause}{others}"),
    "answers-empty": N_("The table holds no answers. Check that it is the right file."),
    "answers-are-a-form": N_("{file} is an Excel form. Take it in with “intake”."),
    "answers-unknown-head": N_("The column “{head}” is not known. The columns are: {known}."),
    "answers-missing-head": N_("The column “{head}” is missing. Add it to the first row."),
    "answers-doubled-head": N_("The column “{head}” stands twice. Remove one."),
    "answers-unknown-member": N_("There is no member “{found}”."),
    "answers-other-member": N_("This row is for member “{found}”, but the ballot belongs to “{member}”."),
    "answers-unknown-subject": N_("There is no subject “{found}” to judge here. Known are: {known}."),
    "answers-unknown-criterion": N_("There is no criterion “{found}”. Known are: {known}."),
    "answers-comment-only": N_("“{found}” takes comments only, no score."),
    "answers-points-without-criterion": N_(
        "“{found}” stands in a row without a criterion. Name the criterion."
    ),
    "answers-doubled": N_("The same cell is answered in row {first} already."),
    "answers-formula": N_("The column {head} holds a formula. Enter the value itself."),
    "answers-recused": N_("Member {member} does not judge subject {subject}."),
    "answers-unknown-suffix": N_("{file} is no table that can be read. Use .csv, .xlsx or .json."),
    "table-not-text": N_("The table is no text in UTF-8 or Shift_JIS. Save it again as CSV UTF-8."),
    "table-long-row": N_(
        "Row {row} has more cells than there are columns. Check the first row and the quotation marks."
    ),
    "typed-differs": N_("The two entries differ ({count}): {cells}. Compare them with the paper."),
    "answers-ambiguous": N_("Several have the title “{found}”. Write the id instead."),
    "answers-reason-without-recusal": N_(
        "It states a reason for not judging, but no recusal."
        " Write 辞退 or 欠席 (conflict, absent) as its score, or remove the reason."
    ),
    "answers-recusal-contradicted": N_(
        "Row {first} says that this member does not judge the subject. Remove one of the two rows."
    ),
    "table-broken": N_(
        "The table cannot be read from line {line} on. Check the quotation marks and brackets there."
    ),
    "table-no-list": N_("The JSON file is no list of answers. Write a list with one object per row."),
    "table-nested": N_("Answer {item} holds a list or table where a value belongs. Write the value itself."),
    "table-too-large": N_(
        "The table has more than {rows} rows or {columns} columns. Check that it is the right file."
    ),
    "typed-same-file": N_("{file} is the first entry itself. Name the file with the second entry."),
    "intake-built-upon": N_(
        "Answers typed in later, as intake {later}, rest on intake {intake}. Undo intake {later} first."
    ),
    "material-name": N_("“{file}” is no name for a material. Use a file name that ends in .pdf."),
    "material-doubled": N_("Subject {subject} has two materials named {file}. Rename one."),
    # workbooks from outside
    "workbook-encrypted": N_(
        "{file} is protected by a password. Save it without a password and send it again."
    ),
    "workbook-old-format": N_(
        "{file} is in another Excel format (.xls, .xlsb). Save it as “Excel Workbook (.xlsx)”."
    ),
    "workbook-macros": N_("{file} contains macros and was not read. Save it as .xlsx without macros."),
    "workbook-other-office": N_(
        "{file} is a document of another kind (Word, PowerPoint, OpenDocument)."
        " Choose an Excel workbook (.xlsx)."
    ),
    "workbook-not-excel": N_("{file} is no Excel workbook, whatever its name says. Choose an .xlsx file."),
    "workbook-damaged": N_(
        "{file} is damaged or was made by an unusual program."
        " Open it in Excel and save it again, or ask for it again."
    ),
    "workbook-bomb": N_(
        "{file} unpacks to far more than an answer needs and was not read."
        " Copy the cells into a new workbook."
    ),
    "workbook-cell-too-far": N_(
        "Sheet {sheet} holds something in the far cell {cell}. Delete it and save again."
    ),
    "setup-formula": N_("In the {document}, {where}: “{key}” holds a formula. Enter the value itself."),
    # ballots and handing in
    "issue-overtaken": N_(
        "Somebody else has just issued one to {member}. Run the command again to see who has what."
    ),
    "issue-file-exists": N_(
        "{file} is there already and was kept. Choose another folder or move that file away."
    ),
    "ballot-unknown-member": N_("There is no member “{member}”. Known are: {known}."),
    "ballot-other": N_("{file} is a ballot of another member or evaluation. Nothing was taken from it."),
    "ballot-incomplete": N_(
        "Still open ({count}): {gaps}. Fill them in (or NA), or hand in a draft with --draft."
    ),
    "ballot-nothing-to-judge": N_("This ballot has no subject to judge, so there is nothing to hand in."),
    # mails
    "mail-unknown-field": N_("{found} cannot be filled in. The fields are: {known}."),
    "mail-no-subject": N_("The mail has no subject line. Write one."),
    # what arrives
    "not-a-submission": N_("This is not a submission. Ask the member for the file made by “hand-in”."),
    "submission-truncated": N_("The file was cut short on its way. Ask for it to be sent again."),
    "submission-damaged": N_("The file was changed on its way. Ask for it to be sent again."),
    "submission-other-evaluation": N_("It was sealed for another evaluation. Take it in there."),
    "submission-newer": N_(
        "It was made by a newer version of this app. Update the app and take it in again."
    ),
    "submission-unknown-ballot": N_("It comes from a ballot that this evaluation has not issued."),
    "submission-forged": N_("Its signature is not that of the ballot it claims. Ask the member in person."),
    "submission-wrong-member": N_("It names another member than the one its ballot was issued to."),
    "submission-superseded-ballot": N_(
        "It comes from a ballot that has been replaced. Ask the member to hand in from the newer ballot."
    ),
    "submission-other-rubric": N_(
        "It was scored with other criteria than this evaluation's. Issue the ballot again."
    ),
    "submission-not-fitting": N_(
        "Its answers do not fit this evaluation ({subject}). Issue the ballot again."
    ),
    "submission-outdated": N_(
        "It is revision {revision}, but revision {newer} is at hand. The newer one counts."
    ),
    "submission-same-revision": N_(
        "There are two different contents of revision {revision}."
        " Ask the member to hand in once more; the next revision settles it."
    ),
    # intake
    "intake-unconfirmed": N_(
        "{replaced} of {scores} scores would be replaced. If that is right, add --confirm {replaced}."
    ),
    "intake-overtaken": N_("The answers changed since the plan was shown. Run the intake again."),
    "intake-cancelled": N_("The intake was cancelled before this file. Drop it again to take it in."),
    "intake-too-many": N_(
        "There are more than {limit} files. Choose the folder in which only what the members sent is kept."
    ),
    "intake-none": N_("There is no intake to undo."),
    "intake-unknown": N_("There is no intake {intake} to undo. Those that can be undone: {known}."),
    # Excel forms
    "not-a-form": N_(
        "This workbook is no Excel form of this app. Take answers from other workbooks in with “type-in”."
    ),
    "form-other-evaluation": N_("This form was made for another evaluation. Take it in there."),
    "form-unknown": N_("This form was not issued by this evaluation."),
    "form-other-rubric": N_(
        "The criteria were worded otherwise when this form was issued. Issue the member a new form."
    ),
    "form-superseded": N_(
        "This form has been replaced by a newer one. Ask the member to fill in the newer form."
    ),
    "form-cell": N_("Cell {place}: {cause}{others}"),
    "form-cell-missing": N_(
        "A cell for {subject} was deleted from the form ({name}). Issue the form again and ask the member"
        " to copy the answers over."
    ),
    "form-formula": N_("The cell holds a formula. Enter the value itself."),
    "form-recusal-contradicted": N_(
        "The sheet declares that this member does not judge the subject, but it has answers."
        " Clear one of the two."
    ),
    "recusal-not-understood": N_("“{found}” is no reason for not judging. Use one of: {allowed}."),
    "form-two-contents": N_(
        "Two files with different answers in one and the same form arrived. Ask the member which one counts,"
        " and take in that one alone."
    ),
    "form-draft-behind-complete": N_(
        "It has blank cells, but a complete form of this member waits to be confirmed."
        " Ask the member which one counts; reject the other first."
    ),
    "form-beside-submission": N_(
        "A signed submission of this member arrived together with it and goes first."
        " If the form is the newer one, take it in alone."
    ),
    "form-name-code": N_("Name the form that was compared by its code: --code CODE."),
    "form-none-waiting": N_("No form with code {form} is waiting to be confirmed."),
    "form-incomplete": N_(
        "The form of {member} has blank cells ({count}) and cannot be confirmed."
        " Ask the member to complete it and take it in again."
    ),
    "form-same-person": N_(
        "{actor} took in the form of {member}. Another person has to confirm it"
        " (two_person_rule = false in the set-up would allow the same person)."
    ),
    # paper typed in twice
    "typing-overtaken": N_(
        "This sheet was decided on or changed in another window meanwhile. Look at it again before going on."
    ),
    "typing-unfinished": N_("The sheet has not been typed in twice yet. Finish both entries first."),
    "typing-differs": N_(
        "The two entries differ in {count} places. Compare them with the paper and correct them first."
    ),
    "typing-same-person": N_(
        "{actor} typed or corrected the first entry. Another person has to confirm it"
        " (two_person_rule = false in the set-up would allow the same person)."
    ),
    # closing
    "already-closed": N_("The evaluation is closed already."),
    "not-closed": N_("The evaluation is not closed, so there is nothing to reopen."),
    "never-closed": N_("The evaluation was never closed, so there is no list of corrections."),
    "reason-missing": N_("State the reason."),
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

KINDS = {"ballot": N_("a ballot"), "evaluation": N_("an evaluation of this app")}
"""What the files of the app's own kinds are called."""


def phrase(error: EvalError, language: Language) -> str:
    """The sentence for ``error`` in ``language``.

    Raises:
        KeyError: a code without a sentence; that is a bug, and a test holds every code against this list.
    """
    _ = language.gettext
    values = {name: _value(value, language) for name, value in error.params.items()}
    if error.code.startswith("setup-") or "document" in error.params:
        values |= {name: _value(value, language) for name, value in setup_words(error, language).items()}
    if error.code == "file-wrong-kind":
        values["expected"] = _(KINDS[str(error.params["expected"])])
    if error.code in {"answers-row", "form-cell"}:
        more = error.params["more"]
        values["others"] = " " + _("(Further rows with faults: {count}.)").format(count=more) if more else ""
    return _(SENTENCES[error.code]).format(**values)


def _value(value: object, language: Language) -> object:
    if isinstance(value, EvalError):
        return phrase(value, language)
    return listed(value, language) if isinstance(value, list) else value


def listed(items: Iterable[object], language: Language, most: int = 12) -> str:
    """The first items of a list in a sentence."""
    shown = [str(item) for item in items]
    shown = [*shown[:most], "…"] if len(shown) > most else shown
    return ("、" if language.code == "ja" else ", ").join(shown)
