"""Publishing: every document is looked at, saved, and read back by another program."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from evalapp.report import Report
from exports.documents import Kind
from tests.exports import pdf_reading
from tests.story import Desk, evalapp, tampering
from tests.ui.windows.evaluation.publishing_desk import Publisher, complete
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.publishing_page import Tab

PDFS = (Kind.REPORT, Kind.SUMMARY, Kind.COMBINED, Kind.SHEETS, Kind.BLANK)


@pytest.fixture
def publisher(answered_office: Office, qtbot: QtBot) -> Publisher:
    return Publisher(answered_office, qtbot)


def report(publisher: Publisher) -> Report:
    documents = publisher.page.making.documents
    assert documents is not None
    return documents.report


def means(found: Report) -> dict[tuple[str, str], str]:
    return {
        (subject.subject.id, result.criterion.id): subject.printed_mean(result)
        for subject in found.subjects
        for result in subject.results
    }


@pytest.mark.parametrize("kind", PDFS)
def test_a_pdf_is_shown_and_saved_as_it_is(kind: Kind, publisher: Publisher, tmp_path: Path) -> None:
    made = publisher.look_at(kind)
    preview = publisher.page.documents.preview
    assert preview.currentWidget() is preview.reader
    assert preview.reader.pages == len(pdf_reading.pages(made.data))
    saved = publisher.save_one(kind, tmp_path / f"{kind.value}.pdf")
    assert saved == made.data
    text = pdf_reading.text(saved)
    found = report(publisher)
    # the only programme needs no heading in the report
    assert all(subject.subject.title in text for subject in found.subjects if subject.subject.id != "P")
    if kind in (Kind.REPORT, Kind.SUMMARY, Kind.COMBINED):
        assert all(mean in text for mean in means(found).values())
    names = [member.name.replace(" ", "") for member in found.members]
    assert any(name in text for name in names) is (kind in (Kind.BLANK, Kind.REPORT)), "the report lists them"


def test_the_workbook_is_shown_and_saved_with_the_figures_of_the_report(
    publisher: Publisher, tmp_path: Path
) -> None:
    made = publisher.look_at(Kind.WORKBOOK)
    view = publisher.page.documents.preview.workbook
    names = [view.tabs.tabText(tab) for tab in range(view.tabs.count())]
    saved = publisher.save_one(Kind.WORKBOOK, tmp_path / "workbook.xlsx")
    assert saved == made.data
    book = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)
    assert names == book.sheetnames
    for subject in report(publisher).subjects:
        view.tabs.setCurrentIndex(names.index(subject.subject.id))
        assert view.sheet is not None
        shown = [view.sheet.cells[row, 1].text for row in range(3, 3 + len(subject.results))]
        assert shown == [subject.printed_mean(result) for result in subject.results]
        cells = [
            book[subject.subject.id].cell(row + 1, 2).value for row in range(3, 3 + len(subject.results))
        ]
        assert [f"{value:.1f}" for value in cells] == shown


def test_what_is_missing_is_a_click_away(publisher: Publisher, qtbot: QtBot) -> None:
    publisher.look_at(Kind.REPORT)
    page, documents = publisher.page, publisher.page.documents.list
    row = documents.visualRect(documents.documents.index(documents.documents.row_of(Kind.REPORT)))
    middle, em = row.center(), page.kit.theme.em
    qtbot.mouseClick(documents.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.tabs.currentIndex() == Tab.DOCUMENTS, "elsewhere a click only chooses"
    middle.setX(row.right() - round(em * 1.2))
    qtbot.mouseClick(documents.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.tabs.currentIndex() == Tab.TEXTS
    page.tabs.setCurrentIndex(Tab.DOCUMENTS)
    qtbot.keyClick(documents, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == Tab.TEXTS


def test_word_shows_the_pdf_of_its_content_and_saves_word(publisher: Publisher, tmp_path: Path) -> None:
    pdf = publisher.look_at(Kind.REPORT)
    assert publisher.look_at(Kind.WORD) is pdf
    assert "Word" in publisher.page.documents.word.label.text()
    saved = publisher.save_one(Kind.WORD, tmp_path / "report.docx")
    text = "".join(one.text for one in docx.Document(io.BytesIO(saved)).paragraphs)
    subjects = report(publisher).subjects
    assert all(subject.subject.title in text for subject in subjects if subject.subject.id != "P")


def test_plain_files_are_shown_and_saved(publisher: Publisher, tmp_path: Path) -> None:
    view = publisher.page.documents.preview
    for kind in (Kind.RESULTS, Kind.COMMENTS):
        saved = publisher.save_one(kind, tmp_path / f"{kind.value}.csv").decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(saved, newline="")))
        assert view.workbook.sheet is not None
        assert view.workbook.sheet.rows == len(rows)
        assert [view.workbook.sheet.cells[0, column].text for column in range(len(rows[0]))] == rows[0]
    lines = list(csv.DictReader(io.StringIO((tmp_path / "results-csv.csv").read_text("utf-8-sig"))))
    assert {(one["subject"], one["criterion"]): one["mean"] for one in lines} == means(report(publisher))
    saved = publisher.save_one(Kind.JSON, tmp_path / "results.json").decode()
    shape: Any = json.loads(saved)
    assert shape["evaluation"]["record_head"] == report(publisher).record_head
    assert view.currentWidget() is view.text
    assert saved.startswith(view.text.toPlainText()[:2000])


def test_what_is_ticked_is_saved_and_checked_by_itself(publisher: Publisher, tmp_path: Path) -> None:
    page = publisher.page
    publisher.save_ticked(tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert len(names) == 8
    assert not {"score-sheets.pdf", "blank-sheets.pdf"} & names
    assert page.checking.clean
    assert {looked.file for looked in page.checking.files} == names
    places = sum(sum(looked.counts.values()) for looked in page.checking.files)
    assert f"8件のファイルの{places:,}か所" in page.outcome.checked.label.text()
    assert "8件の文書を" in page.outcome.saved.label.text()
    page.outcome.check_button.click()
    assert page.tabs.currentIndex() == Tab.CHECK
    assert page.disclosure.rows.model().rowCount() == 8
    # what was there already is what is saved again: nothing is kept beside it
    publisher.save_ticked(tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    (tmp_path / "out/summary.pdf").write_bytes(b"edited by hand")
    publisher.save_ticked(tmp_path / "out")
    assert (tmp_path / "out/summary (old 1).pdf").read_bytes() == b"edited by hand"
    assert "summary (old 1).pdf" in page.outcome.saved.label.text()


def test_the_space_bar_ticks(publisher: Publisher, qtbot: QtBot) -> None:
    listed = publisher.page.documents.list
    publisher.look_at(Kind.JSON)
    before = listed.documents.ticks
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert set(before) - set(listed.documents.ticks) == {Kind.JSON}
    assert f"（{len(before) - 1}）" in publisher.page.documents.save_all_button.text()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert listed.kind is Kind.SHEETS, "headings are passed over"


def test_documents_with_names_are_marked_and_not_checked(publisher: Publisher, tmp_path: Path) -> None:
    page = publisher.page
    publisher.choose(named=True)
    publisher.look_at(Kind.SUMMARY)
    assert "公表したり外部に渡したりしないで" in page.documents.internal.label.text()
    publisher.save_ticked(tmp_path / "out")
    assert all("-named" in path.name for path in (tmp_path / "out").iterdir())
    assert page.checking.folder is None
    publisher.choose(named=False)
    assert not page.documents.internal.isVisible()


def test_a_final_edition_waits_for_its_texts(publisher: Publisher, answered: Desk, tmp_path: Path) -> None:
    page = publisher.page
    publisher.choose(final=True)
    preview = page.documents.preview
    assert preview.fault is not None
    assert preview.fault.code == "edition-incomplete"
    assert preview.gaps.model().rowCount() == 14
    assert not page.documents.save_button.isEnabled()
    publisher.save_ticked(tmp_path / "out")
    assert "14" in page.outcome.saved.label.text()
    assert not list((tmp_path / "out").iterdir()), "nothing is saved"
    # the first that is missing is where the keyboard then is
    preview.gaps.activated.emit(preview.gaps.model().index(0, 0))
    assert page.tabs.currentIndex() == Tab.TEXTS
    assert page.texts.form.subject is not None
    assert page.texts.form.subject.id == "A"
    page.tabs.setCurrentIndex(Tab.DOCUMENTS)
    complete(answered)
    publisher.office.look()
    publisher.settle()
    assert preview.fault is None
    publisher.save_ticked(tmp_path / "out")
    assert (tmp_path / "out/report.pdf").exists()
    text = pdf_reading.text((tmp_path / "out/report.pdf").read_bytes())
    assert "総意の文章。" in text
    assert "（案）" not in text


def test_the_order_of_columns_is_warned_of_and_kept_in_mind(
    publisher: Publisher, answered_office: Office, qtbot: QtBot
) -> None:
    page = publisher.page
    shuffled = publisher.look_at(Kind.SUMMARY)
    assert page.documents.care.label.text() == ""
    publisher.choose(order=2)
    assert "同じ委員の列と分かる" in page.documents.care.label.text()
    assert publisher.look_at(Kind.SUMMARY).data != shuffled.data
    again = Publisher(answered_office, qtbot)
    assert again.page.making.options == page.making.options
    publisher.choose(order=0)
    assert publisher.look_at(Kind.SUMMARY).data == shuffled.data


def test_what_was_saved_is_outdated_when_the_evaluation_changes(
    publisher: Publisher, answered: Desk, tmp_path: Path
) -> None:
    page = publisher.page
    publisher.save_one(Kind.SUMMARY, tmp_path / "summary.pdf")
    before = publisher.look_at(Kind.SUMMARY)
    assert not page.outdated.isVisible()
    answered.intake(answered.revised("m1", 0))
    publisher.office.look()
    publisher.settle()
    assert page.outdated.isVisible()
    preview = page.documents.preview
    assert preview.shown is not None
    assert preview.shown[1].data != before.data
    publisher.save_one(Kind.SUMMARY, tmp_path / "summary.pdf")
    assert not page.outdated.isVisible()
    assert (tmp_path / "summary (old 1).pdf").read_bytes() == before.data


def test_a_file_that_disagrees_with_its_record_is_not_published(
    answered: Desk, answered_office: Office, qtbot: QtBot
) -> None:
    with tampering(answered.evaluation) as db:
        db.execute("UPDATE mark SET points = 1 WHERE points = 3")
    publisher = Publisher(answered_office, qtbot)
    page = publisher.page
    assert page.documents.preview.fault is not None
    assert page.documents.preview.fault.code == "record-faults"
    assert not page.documents.save_all_button.isEnabled()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.documents.preview.currentWidget().button.click()
    assert wanted.args == [PageName.RECORD, None]


def test_the_keyboard_begins_on_the_tab_shown(publisher: Publisher) -> None:
    page = publisher.page
    for tab in Tab:
        page.tabs.setCurrentIndex(tab)
        page.take_keyboard()
        holder = page.focusWidget()
        assert holder is not None
        assert holder.isVisible(), tab


def test_once_closed_the_list_of_corrections_is_found_from_here(
    publisher: Publisher, answered: Desk, qtbot: QtBot
) -> None:
    button = publisher.page.documents.corrections_button
    assert not button.isVisible()
    evalapp("close", answered.evaluation)
    publisher.office.look()
    publisher.settle()
    assert button.isVisible()
    with qtbot.waitSignal(publisher.page.page_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == [PageName.CLOSING, None]


def test_a_document_is_printed_as_it_is_shown(publisher: Publisher, tmp_path: Path, qtbot: QtBot) -> None:
    made = publisher.look_at(Kind.SUMMARY)
    target = tmp_path / "printed.pdf"

    def to_file(printer: QPrinter) -> None:
        printer.setOutputFileName(str(target))

    publisher.page.documents.print_one(printers=lambda: ["the printer"])
    window = publisher.page.documents.print_window
    assert window is not None
    qtbot.addWidget(window)
    publisher.dialogs.answers.append(to_file)
    window.print_button.click()
    assert target.read_bytes() == made.data
    publisher.look_at(Kind.WORKBOOK)
    assert not publisher.page.documents.print_button.isVisible()


def test_nothing_to_publish_leads_to_where_work_begins(office: Office, qtbot: QtBot) -> None:
    publisher = Publisher(office, qtbot)
    page = publisher.page
    assert "まだありません" in page.nothing.label.text()
    assert page.documents.preview.shown is not None, "empty tables can be looked at"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.nothing_button.click()
    assert wanted.args == [PageName.INTAKE, None]
    office.file.evaluation = replace(office.evaluation, subjects=())
    page.refresh()
    assert not page.tabs.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.nothing_button.click()
    assert wanted.args == [PageName.SETUP, None]


def test_everything_is_said_in_both_languages(publisher: Publisher) -> None:
    page, speaker = publisher.page, publisher.office.kit.speaker
    publisher.choose(named=True, final=True, order=2, language=1)
    speaker.use("en")
    assert page.documents.options.order.currentText() == "As the committee is listed"
    assert page.documents.options.named.isChecked()
    assert page.tabs.tabText(Tab.CHECK) == "Disclosure check"
    assert "14 texts are missing" in page.documents.preview.currentWidget().note.label.text()
    speaker.use("ja")
    assert page.documents.options.edition.currentText() == "確定版"


def test_documents_of_another_language_have_a_name_of_their_own(publisher: Publisher, tmp_path: Path) -> None:
    publisher.choose(language=1)
    publisher.save_ticked(tmp_path / "out")
    assert all("-en" in path.name for path in (tmp_path / "out").iterdir())
    assert evalapp("record", publisher.office.path, "--verify", "--json").json["verified"]
