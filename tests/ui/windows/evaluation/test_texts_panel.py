"""The joint texts on the publishing page: written in place, written out, and taken in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.record import Act
from evalapp.store.texts import read_texts
from evalapp.texts import Finding, Place, Recommendation, Review, SubjectTexts
from tests.story import Desk, evalapp
from tests.ui.windows.evaluation.publishing_desk import Publisher
from tests.ui.windows.evaluation.test_held_file import held
from ui.windows.evaluation.joint_texts.fields import PassageField
from ui.windows.evaluation.joint_texts.units import PassageUnit, RecommendationsUnit, ReviewsUnit, Unit
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing_page import Tab
from ui.windows.evaluation.texts_panel import TextsPanel
from ui.windows.saving import Saving

CONSENSUS = ("subject", "A", "consensus")
RECOMMENDATIONS = ("subject", "A", "recommendations")
REVIEWS = ("subject", "A", "reviews")


class Writer:
    """Who writes the texts."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        self.publisher = Publisher(office, qtbot)
        self.office, self.qtbot = office, qtbot
        self.publisher.page.tabs.setCurrentIndex(Tab.TEXTS)
        qtbot.waitUntil(self.publisher.page.isActiveWindow)
        self.panel: TextsPanel = self.publisher.page.texts

    def unit(self, place: Place) -> Unit:
        return self.panel.form.units[place]

    @property
    def consensus(self) -> PassageField:
        unit = self.unit(CONSENSUS)
        assert isinstance(unit, PassageUnit)
        return unit.field

    def type_into(self, field: PassageField, text: str, *, leave: bool = True) -> None:
        field.editor.setFocus()
        field.editor.selectAll()
        if not text:
            self.qtbot.keyClick(field.editor, Qt.Key.Key_Delete)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field.editor, event)
        if leave:
            self.leave()

    def leave(self) -> None:
        """Go elsewhere with the keyboard."""
        self.panel.rows.setFocus()
        self.publisher.settle()

    @property
    def kept(self) -> SubjectTexts:
        return read_texts(self.office.file).texts.of("A")

    def lines(self) -> int:
        return sum(line.act == Act.TEXTS_CHANGED for line in self.office.file.record())


@pytest.fixture
def writer(answered_office: Office, qtbot: QtBot) -> Writer:
    return Writer(answered_office, qtbot)


def test_what_the_disk_refused_is_said_until_it_is_saved_or_taken_back(writer: Writer) -> None:
    office = writer.office
    office.file.wait_at_most(0.01)
    with held(office.path):
        writer.type_into(writer.consensus, "総意の文章。", leave=False)
        # a job of the page would wait for the file
        writer.panel.rows.setFocus()
    assert office.state.saving is Saving.FAILED
    office.flush()
    assert (office.state.saving, writer.kept.consensus) == (Saving.SAVED, "総意の文章。")
    with held(office.path):
        writer.type_into(writer.consensus, "別の文章。", leave=False)
        # a job of the page would wait for the file
        writer.panel.rows.setFocus()
    assert office.state.saving is Saving.FAILED
    writer.type_into(writer.consensus, "総意の文章。")
    assert office.state.saving is Saving.SAVED


def test_what_the_disk_refused_is_not_left_behind(writer: Writer, qtbot: QtBot) -> None:
    office, panel = writer.office, writer.panel
    office.file.wait_at_most(0.01)
    with held(office.path):
        writer.type_into(writer.consensus, "総意の文章。", leave=False)
        panel.rows.setCurrentIndex(panel.rows.model().index(1, 0))
        assert panel.form.subject == office.evaluation.subjects[0]
        assert "評価対象A" in panel.note.label.text()
        qtbot.waitUntil(lambda: panel.rows.currentIndex().row() == 0)
    assert writer.consensus.text == "総意の文章。"
    panel.rows.setCurrentIndex(panel.rows.model().index(1, 0))
    assert panel.form.subject == office.evaluation.subjects[1]
    assert not panel.note.label.text()
    assert writer.kept.consensus == "総意の文章。"
    writer.publisher.settle()


def test_a_text_is_saved_when_the_keyboard_leaves_it(writer: Writer) -> None:
    writer.type_into(writer.consensus, "総意の文章。", leave=False)
    assert writer.kept.consensus == ""
    writer.leave()
    assert writer.kept.consensus == "総意の文章。"
    assert writer.lines() == 1
    writer.consensus.editor.setFocus()
    writer.leave()
    assert writer.lines() == 1, "nothing was changed"
    writer.type_into(writer.consensus, "")
    assert writer.kept.consensus == ""
    assert evalapp("record", writer.office.path, "--verify", "--json").json["verified"]


def test_typing_is_undone_in_its_field(writer: Writer, qtbot: QtBot) -> None:
    writer.type_into(writer.consensus, "一")
    editor = writer.consensus.editor
    writer.type_into(writer.consensus, "二", leave=False)
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.consensus.text == "一"
    writer.leave()
    assert writer.kept.consensus == "一"
    assert writer.lines() == 1


def test_the_list_follows_what_is_written(writer: Writer) -> None:
    model = writer.panel.rows.model()
    top = model.index(0, 0)
    assert model.index(0, 1).data() == "未記入 2"
    writer.type_into(writer.consensus, "総意の文章。")
    assert model.index(0, 1).data() == "未記入 1"
    assert model.index(0, 1, top).data() == "あり"
    writer.panel.next_button.click()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert writer.unit(RECOMMENDATIONS).isAncestorOf(focus)


def test_recommendations_with_their_rounds(writer: Writer) -> None:
    unit = writer.unit(RECOMMENDATIONS)
    assert isinstance(unit, RecommendationsUnit)
    entries = unit.entries
    entries.add_button.click()
    card = entries.cards[0]
    assert QApplication.focusWidget() is card.text.editor
    writer.type_into(card.responses[0], "方針", leave=False)
    writer.leave()
    assert "まだ保存していません" in card.text.note.label.text()
    assert writer.kept.recommendations == ()
    writer.type_into(card.text, "提言", leave=False)
    # within the card the keyboard goes on; the empty second round is offered
    assert card.responses[1].isVisible()
    assert not card.responses[2].isVisible()
    writer.type_into(card.responses[1], "第2回の方針")
    assert writer.kept.recommendations == (Recommendation("提言", ("方針", "第2回の方針")),)
    entries.add_button.click()
    writer.type_into(entries.cards[1].text, "次の提言")
    assert [one.text for one in writer.kept.recommendations] == ["提言", "次の提言"]
    entries.cards[1].up.trigger()
    assert [one.text for one in writer.kept.recommendations] == ["次の提言", "提言"]
    assert writer.kept.recommendations[1].responses == ("方針", "第2回の方針")
    entries.cards[0].remove.trigger()
    assert [one.text for one in writer.kept.recommendations] == ["提言"]
    entries.add_button.click()
    writer.leave()
    assert len(entries.cards) == 1, "what was left empty is gone"


def test_remarks_of_the_reviewing_body(writer: Writer) -> None:
    unit = writer.unit(REVIEWS)
    assert isinstance(unit, ReviewsUnit)
    unit.add_button.click()
    review = unit.reviews[0]
    review.findings.add_button.click()
    card = review.findings.cards[0]
    writer.type_into(card.text, "所見の文章")
    assert "先に見出し" in review.note.label.text()
    review.title.field.setFocus()
    review.title.field.setText("中間評価（2020年度）")
    writer.leave()
    assert writer.kept.reviews == (Review("中間評価（2020年度）", (Finding("所見の文章"),)),)
    assert card.theme is not None
    card.theme.field.setFocus()
    card.theme.field.setText("知財戦略")
    writer.type_into(card.responses[0], "対処方針")
    assert writer.kept.reviews[0].findings == (Finding("所見の文章", "知財戦略", ("対処方針",)),)
    unit.add_button.click()
    unit.reviews[1].title.field.setText("中間評価（2020年度）")
    writer.leave()
    assert "同じ見出し" in unit.reviews[1].note.label.text()
    assert len(writer.kept.reviews) == 1
    unit.reviews[1].remove.trigger()
    review.remove.trigger()
    assert writer.kept.reviews == ()


def written_elsewhere(desk: Desk, text: str) -> None:
    path = desk.folder / "elsewhere.toml"
    path.write_text(f'[[subject]]\nid = "A"\nconsensus = "{text}"\n', "utf-8")
    evalapp("texts", desk.evaluation, "--from", path, "--apply")


@pytest.mark.parametrize(
    ("button", "stands"), [("mine_button", "自分の文章"), ("theirs_button", "相手の文章")]
)
def test_a_text_that_somebody_else_changed_meanwhile_is_decided_on(
    button: str, stands: str, writer: Writer, answered: Desk
) -> None:
    writer.type_into(writer.consensus, "初めの文章")
    writer.type_into(writer.consensus, "自分の文章", leave=False)
    written_elsewhere(answered, "相手の文章")
    writer.office.look()
    assert writer.consensus.text == "自分の文章", "what is being written stays"
    writer.leave()
    unit = writer.unit(CONSENSUS)
    assert "相手の文章" in unit.conflict.label.text()
    assert writer.kept.consensus == "相手の文章"
    getattr(unit, button).click()
    writer.publisher.settle()
    assert writer.kept.consensus == stands
    assert writer.consensus.text == stands
    assert not unit.conflict.isVisible()


def test_what_others_write_is_shown_where_nobody_writes(writer: Writer, answered: Desk) -> None:
    written_elsewhere(answered, "相手の文章")
    writer.office.look()
    assert writer.consensus.text == "相手の文章"
    writer.panel.rows.setCurrentIndex(writer.panel.rows.model().index(1, 0))
    assert writer.panel.form.subject is not None
    assert writer.panel.form.subject.id == "B"
    assert CONSENSUS not in writer.panel.form.units


def test_leaving_the_page_or_the_window_saves(writer: Writer) -> None:
    writer.type_into(writer.consensus, "途中の文章", leave=False)
    writer.office.flush()
    assert writer.kept.consensus == "途中の文章"
    writer.type_into(writer.consensus, "続きの文章", leave=False)
    writer.panel.rows.setCurrentIndex(writer.panel.rows.model().index(2, 0))
    assert writer.kept.consensus == "続きの文章"


Edit = Callable[[openpyxl.Workbook], None]


def edited(writer: Writer, path: Path, edit: Edit) -> None:
    """Write the texts out, and edit them as Excel does."""
    writer.publisher.dialogs.answers.append(path)
    writer.panel.out_button.click()
    writer.publisher.settle()
    assert str(path) in writer.panel.note.label.text()
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def judge(book: openpyxl.Workbook, texts: dict[str, str]) -> None:
    for row in book["総合評価"].iter_rows(min_row=2):
        if row[0].value in texts and not row[2].value:
            row[4].value = texts[row[0].value]


def test_a_workbook_goes_out_and_comes_in(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"

    def edit(book: openpyxl.Workbook) -> None:
        judge(book, {"A": "Excelで書いた総意", "B": "Bの総意"})
        book["提言"].append(["A", "提言", "方針"])

    edited(writer, path, edit)
    assert writer.publisher.page.take_files([path])
    writer.publisher.settle()
    plan = writer.panel.plan
    assert plan.rows.model().rowCount() == 3
    assert "新規 3" in plan.note.label.text()
    assert writer.kept.consensus == "", "nothing is written yet"
    assert plan.panes[2].text.toPlainText() == "Excelで書いた総意"
    assert not plan.file_choice.isVisible()
    lines = writer.lines()
    plan.apply_button.click()
    writer.publisher.settle()
    assert writer.kept.consensus == "Excelで書いた総意"
    assert writer.kept.recommendations == (Recommendation("提言", ("方針",)),)
    assert writer.consensus.text == "Excelで書いた総意"
    assert "3件の文章" in writer.panel.note.label.text()
    assert writer.lines() == lines + 1
    assert writer.panel.take_file(path)
    writer.publisher.settle()
    assert "新しい内容はありません" in plan.note.label.text()
    plan.leave_button.click()
    assert writer.panel.rows.isVisible()


def test_what_both_changed_is_chosen_one_by_one(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    writer.type_into(writer.consensus, "初めの文章")
    edited(writer, path, lambda book: judge(book, {"A": "ファイルの文章", "B": "Bの総意"}))
    writer.type_into(writer.consensus, "こちらの文章")
    writer.publisher.dialogs.answers.append([path])
    writer.panel.in_button.click()
    writer.publisher.settle()
    plan = writer.panel.plan
    assert [pane.text.toPlainText() for pane in plan.panes] == [
        "初めの文章",
        "こちらの文章",
        "ファイルの文章",
    ]
    assert "1件" in plan.apply_button.text() or "（1）" in plan.apply_button.text()
    assert plan.stands_choice.isChecked()
    plan.file_choice.click()
    assert "（2）" in plan.apply_button.text()
    plan.stands_choice.click()
    assert "（1）" in plan.apply_button.text()
    plan.file_choice.click()
    plan.apply_button.click()
    writer.publisher.settle()
    assert writer.kept.consensus == "ファイルの文章"


def test_a_plan_follows_what_changes_meanwhile(writer: Writer, answered: Desk, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    edited(writer, path, lambda book: judge(book, {"A": "ファイルの文章"}))
    writer.panel.take_file(path)
    writer.publisher.settle()
    assert writer.panel.taking.conflicts == frozenset()
    written_elsewhere(answered, "相手の文章")
    writer.office.look()
    writer.publisher.settle()
    assert writer.panel.taking.conflicts == {CONSENSUS}
    assert not writer.panel.plan.apply_button.isEnabled()


def test_a_file_that_cannot_be_read_is_named(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    path.write_bytes(b"no workbook")
    assert writer.panel.take_file(path)
    writer.publisher.settle()
    assert "texts.xlsx" in writer.panel.plan.note.label.text()
    writer.panel.plan.leave_button.click()
    assert not writer.publisher.page.take_files([tmp_path / "texts.pdf"])


def test_read_only_texts_can_be_read(writer: Writer) -> None:
    writer.office._read_only = True
    writer.office.state_changed.emit()
    assert writer.consensus.editor.isReadOnly()
    assert not writer.panel.in_button.isEnabled()
    unit = writer.unit(RECOMMENDATIONS)
    assert isinstance(unit, RecommendationsUnit)
    assert not unit.entries.add_button.isVisible()
    writer.panel.form.save()
    assert writer.lines() == 0
