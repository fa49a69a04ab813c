"""results: what was compiled, printed."""

from __future__ import annotations

import argparse

from evalapp.compiling import verified_report
from evalapp.report import Report
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import Context
from ui.cli.tables import recusals_text, results_csv, results_json, results_text


def results(options: argparse.Namespace, context: Context) -> int:
    """Print the results."""
    beside = options.internal or options.previous
    if beside and (options.csv or options.recusals):
        options.refuse(context.language.gettext("--internal and --previous go with --json only"))
    with EvaluationFile(options.evaluation) as file:
        report = verified_report(file)
    if options.internal:
        _internal(report, options, context)
    elif options.previous:
        _compared(report, options, context)
    elif options.json:
        context.json(results_json(report))
    elif options.csv:
        context.out.write(results_csv(report))
    elif options.recusals:
        print(recusals_text(report, context.language), file=context.out)
    else:
        print(results_text(report, context.language), file=context.out)
    return 0


def _internal(report: Report, options: argparse.Namespace, context: Context) -> None:
    from evalapp.internal_view import internal_view
    from exports.plain.internal import internal_object
    from ui.cli.internal_tables import internal_text

    view = internal_view(report)
    if options.json:
        context.json(internal_object(view, report))
    else:
        print(internal_text(view, context.language), file=context.out)


def _compared(report: Report, options: argparse.Namespace, context: Context) -> None:
    from evalapp.comparing import compare, figures_of
    from evalapp.previous import read_previous
    from exports.plain.internal import comparison_object
    from ui.cli.internal_tables import comparison_text

    found = compare(read_previous(options.previous), figures_of(report))
    if options.json:
        context.json(comparison_object(found))
    else:
        print(comparison_text(found, context.language), file=context.out)
