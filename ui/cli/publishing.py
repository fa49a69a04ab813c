"""export: what was compiled, as documents."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from evalapp.columns import ColumnOrder
from evalapp.compiling import verified_report
from evalapp.files import make_folder, write_keeping
from evalapp.language import N_, Language, load_language
from evalapp.store.evaluation_file import EvaluationFile
from exports.documents import Care, Caution, Documents, Kind
from exports.outline.blocks import Edition
from ui.cli.context import Context
from ui.document_words import gap_words

_CHOICES = {
    "workbook": (Kind.WORKBOOK,),
    "summary": (Kind.SUMMARY,),
    "report": (Kind.REPORT,),
    "word": (Kind.WORD,),
    "sheets": (Kind.SHEETS,),
    "csv": (Kind.RESULTS, Kind.COMMENTS),
    "json": (Kind.JSON,),
}
"""The options, in the order in which the files are written."""

_CARE_WORDS = {
    Care.UNCONFIRMED: N_("Note: Excel forms wait to be confirmed and are not counted ({members})."),
    Care.LEFT_OUT: N_("Note: comments that no planned chapter or section of the report prints: {count}."),
    Care.LINKED_COLUMNS: N_(
        "Note: the columns stand in the same order in every table, so that readers can link them"
        " across subjects. --columns shuffled prevents that."
    ),
    Care.LINKED_COMMENTS: N_(
        "Note: the report's comments and the columns both stand in the committee's order, so that"
        " readers can put a member's comments and scores together. --columns shuffled prevents that."
    ),
    Care.SINGLE_SHEETS: N_(
        "Note: a score sheet shows a member's scores and comments together, though without the name:"
        " think twice before publishing it. --combined keeps them apart."
    ),
}


def export(options: argparse.Namespace, context: Context) -> int:
    """Write documents of answers that agree with their signed originals."""
    order, edition = ColumnOrder(options.columns), Edition(options.edition)
    with EvaluationFile(options.evaluation) as file:
        report, evaluation = verified_report(file, order), file.evaluation
    language = load_language(options.document_lang)
    kinds = _kinds(options)
    documents = Documents(report, evaluation, language, order, edition, named=options.named)
    _refuse_incomplete(documents, kinds, context)
    make_folder(options.out)
    for kind in kinds:
        name = documents.name(kind)
        if kept := write_keeping(options.out / name, documents.make(kind)):
            context.say("The earlier {file} was kept as {kept}.", file=name, kept=kept.name)
        context.say("Written: {file}", file=options.out / name)
    for caution in documents.cautions(kinds):
        context.warn(_note(caution, context.language))
    return 0


def _kinds(options: argparse.Namespace) -> list[Kind]:
    """The documents asked for.

    Unless asked for, there are no single score sheets without names: they put a member's comments beside the
    scores, which all other documents keep apart.
    """
    names = {"sheets"} if options.blank or options.combined else set()
    names |= {name for name in _CHOICES if getattr(options, name)}
    names = names or {name for name in _CHOICES if options.named or name != "sheets"}
    sheets = Kind.BLANK if options.blank else Kind.COMBINED if options.combined else Kind.SHEETS
    chosen = [kind for name, kinds in _CHOICES.items() if name in names for kind in kinds]
    return [sheets if kind is Kind.SHEETS else kind for kind in chosen]


def _refuse_incomplete(documents: Documents, kinds: Sequence[Kind], context: Context) -> None:
    """Refuse an unfinished final edition; the texts that are missing are listed on stderr before."""
    if documents.edition is Edition.FINAL and not documents.report.unconfirmed:
        for gap in documents.missing(kinds):
            context.warn("  " + gap_words(gap, documents.report, context.language))
    documents.refuse_unfinished(kinds)


def _note(caution: Caution, language: Language) -> str:
    return (
        language.gettext(_CARE_WORDS[caution.care])
        .replace("{members}", ", ".join(caution.members))
        .replace("{count}", str(caution.count))
    )
