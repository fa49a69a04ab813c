"""Signs, rings, scroll bars and shortened words: what the app paints itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from ui.windows.controls import ComboBox
from ui.windows.elided import ElidedLabel
from ui.windows.kit import Kit
from ui.windows.lines import broken, plain, unbroken
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.signs import Sign, paint_sign


def painted(sign: Sign, side: int = 32) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sign(painter, QRectF(0, 0, side, side), sign, QColor("black"))
    painter.end()
    return image


def inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_seen_and_like_no_other(sign: Sign) -> None:
    image = painted(sign)
    assert inked(image) > 15
    assert [other for other in Sign if painted(other) == image] == [sign]
    edge = [image.pixelColor(0, n).lightness() + image.pixelColor(31, n).lightness() for n in range(32)]
    assert min(edge) > 300, "nothing is cut off"


def test_a_line_ends_between_facts_and_never_inside_one(kit: Kit) -> None:
    facts = ["研究開発課題", "評点 4/7", "意見 0/3"]
    text = "　".join(unbroken(fact) for fact in facts)
    font = kit.theme.font()
    for width in range(100, 400, 7):
        found = [part for line in broken(text, font, width).texts for part in plain(line).split("　")]
        assert [part for part in found if part] == facts


def test_a_label_says_the_longest_of_its_texts_that_fits(kit: Kit, qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_text("評価委員：髙瀬　提出期限：1月8日　あと3日", "提出期限：1月8日　あと3日", "あと3日")
    label.setFont(kit.theme.font())
    room = label.fontMetrics().horizontalAdvance
    pictures = {}
    for text in ("評価委員：髙瀬　提出期限：1月8日　あと3日", "提出期限：1月8日　あと3日", "あと3日"):
        label.resize(room(text) + 2, 30)
        pictures[text] = label.grab().toImage().copy(0, 0, room("あと3日"), 30)
    assert len({bytes(picture.constBits()) for picture in pictures.values()}) == 3
    assert label.accessibleName().startswith("評価委員")


def test_a_scroll_bar_works_as_any_other(kit: Kit, qtbot: QtBot) -> None:
    area = QScrollArea()
    use_scroll_bars(area, kit.theme)
    qtbot.addWidget(area)
    area.setWidget(QLabel("\n".join(str(number) for number in range(200))))
    area.resize(200, 300)
    with qtbot.waitExposed(area):
        area.show()
    bar = area.verticalScrollBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 20))
    assert bar.value() == bar.pageStep()
    kit.theme.use(text_size=200)
    assert bar.sizeHint().width() > 15
    kit.theme.use(text_size=100)


def test_what_a_choice_has_no_room_for_is_shortened_in_its_middle(kit: Kit, qtbot: QtBot) -> None:
    names = [
        f"資料B-1_{middle}_事業概要説明資料.pdf" for middle in ("長い名前の文書です", "別の長い名前です")
    ]
    pictures = []
    for name in names:
        box = ComboBox(kit.theme)
        qtbot.addWidget(box)
        box.addItem(name)
        box.resize(170, 26)
        pictures.append(box.grab().toImage())
    # both end alike and begin alike; what differs is left out
    assert pictures[0] == pictures[1]
