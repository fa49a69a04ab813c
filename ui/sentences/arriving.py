"""Sentences for what arrives at the secretariat, and for closing."""

from __future__ import annotations

from evalapp.language import N_

SENTENCES = {
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
}
