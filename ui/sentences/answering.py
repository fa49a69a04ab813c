"""Sentences for answers tables, workbooks from outside, ballots and mails."""

from __future__ import annotations

from evalapp.language import N_

SENTENCES = {
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
}
