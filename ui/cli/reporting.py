"""results, export: what was compiled, printed."""

from __future__ import annotations

import argparse

from evalapp.columns import ColumnOrder
from evalapp.compiling import verified_report
from evalapp.files import make_folder, write_keeping
from evalapp.language import Language, load_language
from evalapp.report import Report, SourceKind
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import Context
from ui.cli.tables import results_csv, results_json, results_text


def results(options: argparse.Namespace, context: Context) -> int:
    """Print the results."""
    with EvaluationFile(options.evaluation) as file:
        report = verified_report(file)
    if options.json:
        context.json(results_json(report))
    elif options.csv:
        context.out.write(results_csv(report))
    else:
        print(results_text(report, context.language), file=context.out)
    return 0


def export(options: argparse.Namespace, context: Context) -> int:
    """Write documents of answers that agree with their signed originals."""
    order = ColumnOrder(options.columns)
    with EvaluationFile(options.evaluation) as file:
        report = verified_report(file, order)
    language = load_language(options.document_lang)
    everything = not (options.workbook or options.summary or options.sheets)
    edition = ("-named" if options.named else "") + ("" if language.code == "ja" else f"-{language.code}")
    make_folder(options.out)
    if options.workbook or everything:
        from exports.excel.results import results_workbook

        data = results_workbook(report, language, named=options.named)
        _write(options, context, f"workbook{edition}.xlsx", data)
    if options.summary or everything:
        from exports.pdf.summary import summary_pdf

        _write(options, context, f"summary{edition}.pdf", summary_pdf(report, language, named=options.named))
    if options.sheets or everything:
        data = score_sheets(report, language, named=options.named)
        _write(options, context, f"score-sheets{edition}.pdf", data)
    if not options.named and order is ColumnOrder.AS_LISTED and len(report.subjects) > 1:
        _ = context.language.gettext
        context.warn(
            _(
                "Note: the columns stand in the same order in every table, so that readers can link them"
                " across subjects. --columns shuffled prevents that."
            )
        )
    return 0


def score_sheets(report: Report, language: Language, *, named: bool) -> bytes:
    """The official score sheets of all counted answers as one PDF."""
    from exports.pdf.sheet_page import SheetPage
    from exports.pdf.sheets import sheets_pdf

    pages = (
        SheetPage(
            report.info,
            subject.subject,
            subject.rubric,
            subject.sheet(number),
            column.member if named else None,
            column.source.code if named else "",
            column.source.handed_in,
            typed=column.source.kind is SourceKind.TYPED,
        )
        for subject in report.subjects
        for number, column in enumerate(subject.columns)
    )
    return sheets_pdf(pages, language)


def _write(options: argparse.Namespace, context: Context, name: str, data: bytes) -> None:
    if kept := write_keeping(options.out / name, data):
        context.say("The earlier {file} was kept as {kept}.", file=name, kept=kept.name)
    context.say("Written: {file}", file=options.out / name)
