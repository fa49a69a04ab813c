"""A row of widgets that goes on in the next line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays widgets out from left to right, each as wide as it wants, in as many lines as it takes.

    Args:
        widgets: in their order.
        outdent: how far the first stands left of the layout's edge, so that what buttons paint lines up with
            text above them although they keep room for a ring.
    """

    def __init__(self, *widgets: QWidget, outdent: int = 0) -> None:
        super().__init__()
        self._outdent = outdent
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def set_outdent(self, outdent: int) -> None:
        """Let the first widget stand further left, or less far."""
        self._outdent = outdent
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height it takes in the width of ``rect``; what is lower than its line stands in its middle."""
        gap = max(self.spacing(), 0)
        y = rect.y()
        for line in self._lines(rect.width() + self._outdent, gap):
            height = max(size.height() for _item, size in line)
            x = rect.x() - self._outdent
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + gap
        return max(y - gap - rect.y(), 0)

    def _lines(self, room: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(room, 1), 100_000))
            if not lines or taken + size.width() > room:
                lines.append([])
                taken = 0
            lines[-1].append((item, size))
            taken += size.width() + gap
        return lines

    # Qt's

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at this place, if any."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at this place out, if any."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never asks for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Yes: its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height it needs at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items in lines."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        gap = max(self.spacing(), 0)
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The least room it can be shown in."""
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )
