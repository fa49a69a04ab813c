"""The workbook of results: summary, data, comments and method, all from one frozen Report."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.report import Report
from exports.excel.book import Book
from exports.excel.comments_sheet import write_comments
from exports.excel.data_sheet import write_data
from exports.excel.method_sheet import write_method
from exports.excel.summary_sheet import write_summary


def results_workbook(report: Report, language: Language, *, named: bool = False) -> bytes:
    """The results as an .xlsx file for people who go on working with them.

    Four sheets: 集計 (tables as published, live means, a chart a subject), データ (one row a mark),
    意見 (every comment) and 算出方法. The same report gives the same bytes.

    Args:
        report: what is printed; the columns stand in its order.
        language: of heads and explanations; titles, labels and comments stay as they were written.
        named: with the members' names, for the secretariat only. Without it neither names nor ids nor
            verification codes are anywhere in the file, and comments are ordered by a hash of their
            text, so that their order tells nothing.
    """
    book = Book(language, report.info.title, report.compiled_at)
    write_summary(book, report, named=named)
    write_data(book, report, named=named)
    write_comments(book, report, named=named)
    write_method(book, report, named=named)
    return book.bytes()
