"""export: what was compiled, as documents."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

from evalapp.columns import ColumnOrder
from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.files import make_folder, write_keeping
from evalapp.language import N_, Language, load_language
from evalapp.model import Evaluation
from evalapp.report import Report
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.texts import Gap, OpinionOrder
from exports.outline.blocks import Edition, Outline
from ui.cli.context import Context

GAP_WORDS = {
    "consensus": N_("joint judgement"),
    "recommendations": N_("recommendations"),
    "response": N_("response to recommendation {number}"),
    "finding-response": N_("response to remark {number}"),
}
_CHOICES = ("workbook", "summary", "sheets", "report", "word", "csv", "json")
_REPORT = {"report", "word"}
Make = Callable[[], bytes]


def export(options: argparse.Namespace, context: Context) -> int:
    """Write documents of answers that agree with their signed originals."""
    order, edition = ColumnOrder(options.columns), Edition(options.edition)
    with EvaluationFile(options.evaluation) as file:
        report, evaluation = verified_report(file, order), file.evaluation
    language = load_language(options.document_lang)
    wanted = _wanted(options)
    documents = _Documents(report, evaluation, language, edition, named=options.named)
    outline = documents.outline if _REPORT & set(wanted) else None
    if edition is Edition.FINAL:
        _refuse_incomplete(report, outline, context)
    made = documents.chosen(wanted, blank=options.blank, combined=options.combined)
    make_folder(options.out)
    for name, make in made:
        if kept := write_keeping(options.out / name, make()):
            context.say("The earlier {file} was kept as {kept}.", file=name, kept=kept.name)
        context.say("Written: {file}", file=options.out / name)
    for note in _notes(report, outline, wanted, options, context.language):
        context.warn(note)
    return 0


def _wanted(options: argparse.Namespace) -> list[str]:
    """The documents asked for.

    Unless asked for, there are no single score sheets without names: they put a member's comments beside the
    scores, which all other documents keep apart.
    """
    kinds = {"sheets"} if options.blank or options.combined else set()
    asked = [name for name in _CHOICES if getattr(options, name) or name in kinds]
    return asked or [name for name in _CHOICES if options.named or name != "sheets"]


def _refuse_incomplete(report: Report, outline: Outline | None, context: Context) -> None:
    """A final edition has every text that it prints, and counts no form that nobody has confirmed.

    Raises:
        EvalError: ``edition-unconfirmed`` (members) or ``edition-incomplete`` (count); what is missing has
            been listed on stderr.
    """
    if report.unconfirmed:
        raise EvalError("edition-unconfirmed", members=[member.id for member in report.unconfirmed])
    missing = outline.missing if outline else ()
    for gap in missing:
        context.warn("  " + gap_words(gap, report, context.language))
    if missing:
        raise EvalError("edition-incomplete", count=len(missing))


def gap_words(gap: Gap, report: Report, language: Language) -> str:
    """A missing text as people call it: ``A　費用対効果：総合評価``."""
    subject = next(one for one in report.subjects if one.subject.id == gap.subject_id)
    word = language.gettext(GAP_WORDS[gap.what]).replace("{number}", str(gap.number))
    criterion = subject.rubric.criterion(gap.criterion_id).title if gap.criterion_id else ""
    return " / ".join(part for part in (gap.subject_id, subject.subject.title, criterion, word) if part)


def _notes(
    report: Report,
    outline: Outline | None,
    wanted: list[str],
    options: argparse.Namespace,
    language: Language,
) -> Iterator[str]:
    """What to know before the written documents are passed on."""
    _ = language.gettext
    if report.unconfirmed:
        members = ", ".join(member.id for member in report.unconfirmed)
        yield _("Note: Excel forms wait to be confirmed and are not counted ({members}).").replace(
            "{members}", members
        )
    if outline and (left_out := _given(report) - outline.comments):
        yield _("Note: comments that no planned chapter or section of the report prints: {count}.").format(
            count=left_out
        )
    if options.named or (options.blank and wanted == ["sheets"]):
        return
    if options.columns == ColumnOrder.AS_LISTED:
        if len(report.subjects) > 1:
            yield _(
                "Note: the columns stand in the same order in every table, so that readers can link them"
                " across subjects. --columns shuffled prevents that."
            )
        if report.texts.opinions is OpinionOrder.AS_LISTED:
            yield _(
                "Note: the report's comments and the columns both stand in the committee's order, so that"
                " readers can put a member's comments and scores together. --columns shuffled prevents that."
            )
    if "sheets" in wanted and not (options.blank or options.combined):
        yield _(
            "Note: a score sheet shows a member's scores and comments together, though without the name:"
            " think twice before publishing it. --combined keeps them apart."
        )


def _given(report: Report) -> int:
    """How many comments the counted sheets hold."""
    return sum(len(column.comments) for subject in report.subjects for column in subject.columns)


class _Documents:
    """The documents of one report: their names, and how each is made when its turn comes."""

    def __init__(
        self, report: Report, evaluation: Evaluation, language: Language, edition: Edition, *, named: bool
    ) -> None:
        self._report, self._evaluation, self._language = report, evaluation, language
        self._edition, self._named = edition, named

    @cached_property
    def outline(self) -> Outline:
        """What the report prints, as PDF and in Word."""
        from exports.outline.compose import compose

        return compose(self._report, self._language, self._edition, named=self._named)

    def chosen(self, wanted: list[str], *, blank: bool, combined: bool) -> list[tuple[str, Make]]:
        """The wanted documents as (file name, maker); the score sheets in the kinds asked for."""
        draft = "-draft" if self._edition is Edition.DRAFT else ""
        found: list[tuple[str, Make]] = []
        if "workbook" in wanted:
            found.append((self._name("workbook", "xlsx"), self._workbook))
        if "summary" in wanted:
            found.append((self._name("summary", "pdf"), self._summary))
        if "report" in wanted:
            found.append((self._name(f"report{draft}", "pdf"), self._report_pdf))
        if "word" in wanted:
            found.append((self._name(f"report{draft}", "docx"), self._report_docx))
        if "sheets" in wanted:
            found += self._sheets(blank=blank, combined=combined)
        if "csv" in wanted:
            found.append((self._name("results", "csv"), self._results_csv))
            found.append((self._name("comments", "csv"), self._comments_csv))
        if "json" in wanted:
            found.append((self._name("results", "json"), self._json))
        return found

    def _sheets(self, *, blank: bool, combined: bool) -> list[tuple[str, Make]]:
        if blank:
            # a form to write on has the member's name on it, whatever the edition
            suffix = "" if self._language.code == "ja" else f"-{self._language.code}"
            return [(f"blank-sheets{suffix}.pdf", self._blank_sheets)]
        if combined:
            return [(self._name("combined-sheets", "pdf"), self._combined_sheets)]
        return [(self._name("score-sheets", "pdf"), self._filled_sheets)]

    def _name(self, stem: str, suffix: str) -> str:
        named = "-named" if self._named else ""
        language = "" if self._language.code == "ja" else f"-{self._language.code}"
        return f"{stem}{named}{language}.{suffix}"

    def _workbook(self) -> bytes:
        from exports.excel.results import results_workbook

        return results_workbook(self._report, self._language, named=self._named)

    def _summary(self) -> bytes:
        from exports.pdf.summary import summary_pdf

        return summary_pdf(self._report, self._language, named=self._named)

    def _report_pdf(self) -> bytes:
        from exports.pdf.report import report_pdf

        return report_pdf(self.outline, self._language, self._report.compiled_at)

    def _report_docx(self) -> bytes:
        from exports.word.report import report_docx

        return report_docx(self.outline, self._language, self._report.compiled_at)

    def _filled_sheets(self) -> bytes:
        from exports.pdf.sheet_page import filled_pages
        from exports.pdf.sheets import sheets_pdf

        return sheets_pdf(filled_pages(self._report, named=self._named), self._language)

    def _blank_sheets(self) -> bytes:
        from exports.pdf.sheet_page import blank_pages
        from exports.pdf.sheets import sheets_pdf

        pages = (blank_pages(self._evaluation, member) for member in self._evaluation.members)
        return sheets_pdf(chain.from_iterable(pages), self._language, by_member=True)

    def _combined_sheets(self) -> bytes:
        from exports.pdf.combined import combined_pdf

        return combined_pdf(self._report, self._language, named=self._named)

    def _results_csv(self) -> bytes:
        from exports.plain.results import results_csv

        return results_csv(self._report, named=self._named)

    def _comments_csv(self) -> bytes:
        from exports.plain.comments import comments_csv

        return comments_csv(self._report, named=self._named)

    def _json(self) -> bytes:
        from exports.plain.results import report_json

        return report_json(self._report, named=self._named)
