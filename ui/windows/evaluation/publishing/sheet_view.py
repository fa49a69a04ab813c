"""A sheet of a workbook or a CSV file as a spreadsheet shows it, to be read only."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from exports.excel.looks import Look
from exports.excel.preview import Block, Cell, SheetPreview
from exports.excel.sheet_xml import column_letters
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.plain_table import make_plain
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.theme import FAMILY

CELL = Qt.ItemDataRole.UserRole

# a document is paper in every look, as the pages of a PDF are
_PAPER, _INK, _CHOSEN = QColor("#ffffff"), QColor("#1a1f26"), QColor("#dce8f7")
_LINE, _FAINT = QColor("#9a9a9a"), QColor("#d4d4d4")
_PAD = 5.0


class SheetModel(QAbstractTableModel):
    """The cells of a ``SheetPreview``; a chart is its description in the cell under its corner."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: SheetPreview | None = None
        self._charts: dict[tuple[int, int], Cell] = {}

    @property
    def sheet(self) -> SheetPreview | None:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: SheetPreview | None) -> None:
        """Take another sheet."""
        self.beginResetModel()
        self._sheet = sheet
        self._charts = {
            (one.row, one.column): Cell(one.chart, Look(points=9, wrapped=True))
            for one in (sheet.blocks if sheet else ())
            if one.chart is not None
        }
        self.endResetModel()

    def is_chart(self, row: int, column: int) -> bool:
        """Whether a chart's corner is there."""
        return (row, column) in self._charts

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.heights)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.widths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text as shown, and the cell that the delegate draws."""
        if not index.isValid() or self._sheet is None:
            return None
        place = index.row(), index.column()
        cell = self._charts.get(place) or self._sheet.cells.get(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text if cell else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.text if cell and len(cell.text) > 20 else None
        return cell if role == CELL else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Letters and numbers, as spreadsheets count."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section + 1) if orientation is Qt.Orientation.Horizontal else str(section + 1)


class SheetView(QTableView):
    """Shows one sheet; Ctrl+C copies the selected cells as a table."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme, sideways=True)
        self._kit = kit
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}
        self.sheet_model = SheetModel()
        self.setModel(self.sheet_model)
        self.setItemDelegate(_Delegate(kit, self))
        make_plain(self)
        self.setCornerButtonEnabled(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setMinimumSectionSize(1)
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, _PAPER)
        self.setPalette(palette)
        kit.theme.changed.connect(self._measure)

    def show_sheet(self, sheet: SheetPreview | None) -> None:
        """Show another sheet from its upper left corner."""
        self.sheet_model.show_sheet(sheet)
        self.setAccessibleName(sheet.name if sheet else "")
        self._measure()
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        chosen = sorted((index.row(), index.column(), index.data()) for index in self.selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, _column, text in chosen:
            lines.setdefault(row, []).append(" ".join(str(text).split()))
        if lines:
            QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    @property
    def scale(self) -> float:
        """How large the sheet is shown."""
        return self._kit.theme.text_size / 100

    def font_of(self, look: Look) -> QFont:
        """The font of a cell; it is shared, so do not change it."""
        key = look.points, look.bold, look.underlined
        if key not in self._fonts:
            self._fonts[key] = self._font(*key)
        return self._fonts[key]

    def _font(self, points: float, bold: bool, underlined: bool) -> QFont:  # noqa: FBT001 - a key's parts
        font = QFont([FAMILY, "Noto Sans JP"])
        font.setPixelSize(max(round(points * 96 / 72 * self.scale), 1))
        font.setBold(bold)
        font.setUnderline(underlined)
        return font

    def _measure(self) -> None:
        self.clearSpans()
        self._fonts.clear()
        sheet = self.sheet_model.sheet
        if sheet is None:
            return
        for column, width in enumerate(sheet.widths):
            self.setColumnWidth(column, round(width * self.scale))
        for row, height in enumerate(sheet.heights):
            self.setRowHeight(row, round(height * self.scale))
        small = self._kit.theme.font(0.8)
        self.horizontalHeader().setFont(small)
        self.verticalHeader().setFont(small)
        self._join(sheet)

    def _join(self, sheet: SheetPreview) -> None:
        joined = [*sheet.blocks, *self._running_on(sheet)]
        covered: set[tuple[int, int]] = set()
        for one in joined:
            cells = {
                (row, column)
                for row in range(one.row, one.row + one.rows)
                for column in range(one.column, one.column + one.columns)
            }
            # Qt complains about cells that are joined twice
            if len(cells) > 1 and not cells & covered:
                covered |= cells
                self.setSpan(one.row, one.column, one.rows, one.columns)

    def _running_on(self, sheet: SheetPreview) -> list[Block]:
        """Texts that need more than their cell run on over the empty ones beside it."""
        found = []
        for (row, column), cell in sheet.cells.items():
            look = cell.look
            if not cell.text or cell.number or look.wrapped or look.across not in ("", "left"):
                continue
            beside = sheet.cells.get((row, column + 1))
            if beside and (beside.text or beside.look.edges):
                continue
            needed = QFontMetricsF(self.font_of(look)).horizontalAdvance(cell.text) + 2 * _PAD
            last = column
            room = float(self.columnWidth(column))
            while room < needed and last + 1 < len(sheet.widths):
                beside = sheet.cells.get((row, last + 1))
                if beside and (beside.text or beside.look.edges):
                    break
                last += 1
                room += self.columnWidth(last)
            if last > column:
                found.append(Block(row, column, 1, last - column + 1))
        return found

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy as a table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a cell on paper."""

    def __init__(self, kit: Kit, view: SheetView) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view

    # Qt's

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, lines, text."""
        rect = QRectF(option.rect)
        cell: Cell | None = index.data(CELL)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        look = cell.look if cell else Look()
        ground = QColor(look.ground) if look.ground else _PAPER
        painter.fillRect(rect, _CHOSEN if chosen else ground)
        if self._view.sheet_model.is_chart(index.row(), index.column()):
            self._paint_chart(painter, rect)
        elif cell:
            _paint_edges(painter, option.rect, look)
        if cell and cell.text:
            self._paint_text(painter, rect, cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect, self._kit.theme)
        painter.restore()

    def _paint_chart(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(_LINE, 1, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(4, 4, -5, -5))

    def _paint_text(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        look, font = cell.look, self._view.font_of(cell.look)
        painter.setClipRect(rect)
        painter.setFont(font)
        painter.setPen(QColor(look.ink) if look.ink else _INK)
        place = rect.adjusted(_PAD + look.indent * font.pixelSize() * 0.7, 1, -_PAD, -1)
        if look.wrapped or "\n" in cell.text:
            lines = broken(cell.text, font, place.width(), air=1.25)
            up = place.y() + (0 if look.top else max((place.height() - lines.height) / 2, 0))
            if look.across == "center" and len(lines.texts) == 1:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cell.text)
            else:
                place.moveTop(up)
                lines.draw(painter, place.topLeft(), font, painter.pen().color())
            return
        across = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}.get(
            look.across, Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
        )
        down = Qt.AlignmentFlag.AlignTop if look.top else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.adjusted(0, 2 if look.top else 0, 0, 0), across | down, cell.text)


def _paint_edges(painter: QPainter, rect: QRect, look: Look) -> None:
    # a line below alone only divides
    painter.setPen(QPen(_LINE if len(look.edges) > 1 else _FAINT, 1))
    if "bottom" in look.edges:
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if "right" in look.edges:
        painter.drawLine(rect.topRight(), rect.bottomRight())
    if "top" in look.edges:
        painter.drawLine(rect.topLeft(), rect.topRight())
    if "left" in look.edges:
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
