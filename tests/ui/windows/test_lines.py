"""Text is broken into lines without losing a sign, and cut only where it says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.windows.kit import Kit
from ui.windows.lines import Paragraph, broken


def test_lines_hold_the_whole_text_in_the_width(kit: Kit) -> None:
    font, width = kit.theme.font(), kit.theme.em * 12
    text = "再生・細胞医療及び遺伝子治療産業化基盤プログラム（第２期）の終了時評価"
    lines = broken(text, font, width)
    assert "".join(lines.texts) == text
    assert len(lines.texts) > 2
    assert lines.width <= width
    assert not lines.cut
    # what may not begin a line does not
    assert not any(line[0] in "）、。」" for line in lines.texts)


def test_a_title_that_is_too_long_ends_in_an_ellipsis(kit: Kit) -> None:
    lines = broken("創薬支援基盤技術開発" * 9, kit.theme.font(), kit.theme.em * 10, 3)
    assert lines.cut
    assert len(lines.texts) == 3
    assert lines.texts[-1].endswith("…")
    assert lines.width <= kit.theme.em * 10


def test_signs_outside_the_basic_plane_are_counted_as_one(kit: Kit) -> None:
    text = "𠮷住千景と𠮷田の共同研究による𩸽の生態" * 3
    assert "".join(broken(text, kit.theme.font(), kit.theme.em * 7).texts) == text


@given(text=st.text(st.sampled_from("あ漢、。（）aZ 9𠮷\n"), max_size=60), ems=st.floats(1, 30))
def test_nothing_is_lost(qapp: QApplication, text: str, ems: float) -> None:
    lines = broken(text, qapp.font(), QFontMetricsF(qapp.font()).height() * ems)
    assert "".join(lines.texts).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_paragraph_grows_as_it_gets_narrower(kit: Kit, qtbot: QtBot) -> None:
    label = Paragraph(kit.theme)
    qtbot.addWidget(label)
    label.setText("提出期限を過ぎています。提出ファイルは作成できますので、事務局へお知らせください。")
    pitch = QFontMetricsF(kit.theme.font()).height() * 1.45
    assert label.heightForWidth(2000) == round(pitch + 0.5)
    assert label.heightForWidth(200) > 3 * pitch
    kit.theme.use(text_size=200)
    assert label.heightForWidth(2000) > 1.9 * pitch
