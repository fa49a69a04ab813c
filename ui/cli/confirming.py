"""confirm: Excel forms that wait for a person to hold them against the member's own word."""

from __future__ import annotations

import argparse

from evalapp.confirming import Waiting, decide, waiting
from evalapp.errors import EvalError
from evalapp.mark import NoPoints, normalised
from evalapp.model import Evaluation, ScoreSheet
from evalapp.store.evaluation_file import EvaluationFile
from exports.wording import comment_kind, mark_sign, moment, numbered
from ui.cli.context import Context
from ui.cli.receiving import difference_json, show_difference


def confirm(options: argparse.Namespace, context: Context) -> int:
    """Show the forms that wait; with ``--apply`` confirm (or reject) the one with the code given."""
    deciding = options.apply or options.reject
    if deciding and not options.code:
        raise EvalError("form-name-code")
    with EvaluationFile(options.evaluation) as file:
        found = [one for one in waiting(file, options.member or "") if _meant(one, options.code)]
        if deciding:
            if not found:
                raise EvalError("form-none-waiting", form=options.code)
            confirmed, reason = not options.reject, options.reason
            decide(file, found[0], context.now(), context.actor, confirmed=confirmed, reason=reason)
        left = waiting(file, found[0].form.member_id) if deciding else ()
        if options.json:
            context.json({"decided": _decision(options), "forms": [_as_json(one) for one in found]})
            return 0
        for one in found if not deciding else ():
            _show(one, file.evaluation, context)
    if deciding:
        _say_decision(found[0], left, options, context)
    elif found:
        context.say("Compare this with the member; then add --code CODE and --apply, or --reject.")
    else:
        context.say("No form is waiting to be confirmed.")
    return 0


def _meant(one: Waiting, code: str | None) -> bool:
    return not code or normalised(code) == normalised(one.form.code)


def _say_decision(
    one: Waiting, left: tuple[Waiting, ...], options: argparse.Namespace, context: Context
) -> None:
    member, code = one.form.member_id, one.form.code
    if options.reject:
        context.say("Rejected: the form of {member} with code {code} stays out.", member=member, code=code)
    else:
        context.say(
            "Confirmed: the form of {member} with code {code} counts from now on.", member=member, code=code
        )
    for other in left:
        context.say(
            "An earlier form of {member} waits again: code {code}.", member=member, code=other.form.code
        )


def _decision(options: argparse.Namespace) -> str | None:
    if options.reject:
        return "rejected"
    return "confirmed" if options.apply else None


def _show(one: Waiting, evaluation: Evaluation, context: Context) -> None:
    form = one.form
    member = next(member for member in evaluation.members if member.id == form.member_id)
    context.say(
        "{member} {name}: Excel form, not signed, code {code}, taken in {when} by {actor}",
        member=member.id,
        name=member.name,
        code=form.code,
        when=moment(form.received_at, context.language),
        actor=form.taken_in_by,
    )
    for sheet in form.payload.sheets:
        _show_sheet(sheet, evaluation, context)
    if one.open_cells:
        context.say("    still blank: {count}", count=len(one.open_cells))
    if one.differences:
        context.say("  What would change of the answers that stand:")
    for difference in one.differences:
        show_difference(difference, context)


def _show_sheet(sheet: ScoreSheet, evaluation: Evaluation, context: Context) -> None:
    """The figures to read out: every score, and their sum as the form itself shows it."""
    _ = context.language.gettext
    subject = next(one for one in evaluation.subjects if one.id == sheet.subject_id)
    rubric = evaluation.rubric_of(subject)
    points = [mark for mark in sheet.marks.values() if not isinstance(mark, NoPoints)]
    context.line(f"  {subject.id}  {subject.title}")
    if sheet.recusal:
        context.say("    does not judge this subject: {kind}", kind=sheet.recusal.value)
        return
    for criterion in rubric.scored:
        title = numbered(rubric.number(criterion.id), criterion.title, context.language)
        context.line(f"    {mark_sign(sheet.marks[criterion.id])}  {title}")
    if sheet.marks:
        context.say(
            "    scores: {count} of {all}, sum {sum}",
            count=len(points),
            all=len(sheet.marks),
            sum=sum(points),
        )
    for comment in sheet.comments:
        title = rubric.criterion(comment.criterion_id).title if comment.criterion_id else ""
        place = " ".join(part for part in (title, comment_kind(comment.kind, context.language)) if part)
        context.line(f"    {place}:")
        for line in comment.text.splitlines():
            context.line(f"      {line}")


def _as_json(one: Waiting) -> dict[str, object]:
    form = one.form
    return {
        "member": form.member_id,
        "code": form.code,
        "intake": form.intake,
        "received_at": form.received_at.isoformat(),
        "taken_in_by": form.taken_in_by,
        "draft": form.payload.draft,
        "sheets": [
            {
                "subject": sheet.subject_id,
                "recusal": sheet.recusal.value if sheet.recusal else None,
                "marks": {id_: None if mark is NoPoints.BLANK else mark for id_, mark in sheet.marks.items()},
                "comments": [
                    {"criterion": comment.criterion_id, "kind": comment.kind.value, "text": comment.text}
                    for comment in sheet.comments
                ],
            }
            for sheet in form.payload.sheets
        ],
        "blank": [{"subject": gap.subject_id, "criterion": gap.criterion_id} for gap in one.open_cells],
        "differences": [difference_json(difference) for difference in one.differences],
    }
