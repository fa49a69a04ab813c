"""results: what was compiled, printed."""

from __future__ import annotations

import argparse

from evalapp.compiling import verified_report
from evalapp.store.evaluation_file import EvaluationFile
from ui.cli.context import Context
from ui.cli.tables import recusals_text, results_csv, results_json, results_text


def results(options: argparse.Namespace, context: Context) -> int:
    """Print the results."""
    with EvaluationFile(options.evaluation) as file:
        report = verified_report(file)
    if options.json:
        context.json(results_json(report))
    elif options.csv:
        context.out.write(results_csv(report))
    elif options.recusals:
        print(recusals_text(report, context.language), file=context.out)
    else:
        print(results_text(report, context.language), file=context.out)
    return 0
