"""close, reopen, corrections: freeze the answers, and list what was changed since."""

from __future__ import annotations

import argparse

from evalapp.closing import Correction, CorrectionList
from evalapp.language import load_language
from evalapp.store.evaluation_file import EvaluationFile
from exports.errata import mean_words, place_words, value_words
from exports.wording import moment
from ui.cli.context import Context, expect_pdf, write_document


def close(options: argparse.Namespace, context: Context) -> int:
    """Close the evaluation."""
    from evalapp.store.freezing import close as close_file

    with EvaluationFile(options.evaluation) as file:
        close_file(file, context.now(), context.actor)
    context.say(
        "The evaluation is closed. From now on a change needs a reason and is listed as a correction."
    )
    return 0


def reopen(options: argparse.Namespace, context: Context) -> int:
    """Open it again."""
    from evalapp.store.closing import reopen as reopen_file

    with EvaluationFile(options.evaluation) as file:
        reopen_file(file, options.reason, context.now(), context.actor)
    context.say("The evaluation is open again. What is changed until it is closed anew has this reason.")
    return 0


def corrections(options: argparse.Namespace, context: Context) -> int:
    """List what was changed since the evaluation was first closed."""
    from evalapp.correcting import verified_corrections
    from exports.errata import errata
    from exports.plain.errata import corrections_object, errata_csv

    if options.pdf:
        expect_pdf(options.pdf)
    with EvaluationFile(options.evaluation) as file:
        found = verified_corrections(file)
    if options.pdf:
        from exports.pdf.errata import errata_pdf

        language = load_language(options.form_lang)
        write_document(
            options.pdf, errata_pdf(errata(found, language, named=options.named), language), context
        )
    elif options.csv:
        write_document(options.csv, errata_csv(found, named=options.named), context)
    elif options.json:
        context.json(corrections_object(found))
    else:
        _show(found, context)
    return 0


def _show(found: CorrectionList, context: Context) -> None:
    for one in found.corrections:
        _show_one(one, found, context)
    if found.corrections:
        context.say("Corrected cells: {count}", count=len(found.corrections))
    else:
        context.say("Nothing has been corrected since the evaluation was closed.")


def _show_one(one: Correction, found: CorrectionList, context: Context) -> None:
    evaluation, language = found.evaluation, context.language
    place = " ".join(place_words(evaluation, one, language).split("\n"))
    old, new = (_short(value_words(one.field, value, language)) for value in (one.old, one.new))
    context.line(f"{one.subject_id}  {place}  {one.member_id}: {old} → {new}")
    subject = next((subject for subject in evaluation.subjects if subject.id == one.subject_id), None)
    if one.before and one.after and subject:
        decimals = evaluation.rubric_of(subject).decimals
        before, after = (mean_words(counts, decimals, language) for counts in (one.before, one.after))
        context.say("    mean {before} → {after}", before=before, after=after)
    context.say(
        "    {when}, {actor}: {reason}", when=moment(one.at, language), actor=one.actor, reason=one.reason
    )


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"
