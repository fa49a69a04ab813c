"""The workbook of results: summary, subjects, data, comments and method, all from one frozen Report."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.report import Report
from exports.excel.book import Book
from exports.excel.comments_sheet import write_comments
from exports.excel.data_sheet import write_data
from exports.excel.method_sheet import write_method
from exports.excel.sheet_names import range_names, sheet_names
from exports.excel.subject_sheet import write_subject
from exports.excel.summary_sheet import write_summary


def results_workbook(report: Report, language: Language, *, named: bool = False) -> bytes:
    """The results as an .xlsx file for people who go on working with them.

    集計 (a row a criterion, live over the sheets that follow), a sheet for each subject with its table as
    published, live means and a chart, then データ (one row a mark), 意見 (every comment) and 算出方法.
    The same report gives the same bytes.

    Args:
        report: what is printed; the columns stand in its order.
        language: of heads and explanations; titles, labels and comments stay as they were written.
        named: with the members' names, for the secretariat only. Without it neither names nor ids nor
            verification codes are anywhere in the file, and comments are ordered by a hash of their
            text, so that their order tells nothing.
    """
    _ = language.gettext
    notice = _("With the members' names: for the secretariat only") if named else ""
    book = Book(language, report.info.title, report.compiled_at, notice)
    summary, *lists = _("Summary"), _("Data"), _("Comments"), _("Method")
    names = {member.id: member.name for member in report.members} if named else None
    ids = [subject.subject.id for subject in report.subjects]
    called = zip(report.subjects, sheet_names(ids, [summary, *lists]), range_names(ids), strict=True)
    first = book.sheet(summary, landscape=True, head=report.info.title)
    places = [
        write_subject(book, subject, (sheet, key, summary), report.info.title, names)
        for subject, sheet, key in called
    ]
    write_summary(book, first, report, places, lists)
    write_data(book, report, named=named)
    write_comments(book, report, named=named)
    write_method(book, report, named=named)
    return book.bytes()
