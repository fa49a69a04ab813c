"""The means of a subject as bars with their figures: legible without colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evalapp.report import CriterionResult, SubjectReport
from exports.charting import chart_ticks
from ui.windows.evaluation.results.words import criterion_title, explain_mean
from ui.windows.kit import Kit
from ui.windows.lines import Lines, broken

_TITLE_LINES = 2


class BarChart(QWidget):
    """One bar a criterion, from 0 to the scale's maximum, with the printed mean at its end."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._subject: SubjectReport | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        kit.theme.changed.connect(self._relayout)
        kit.speaker.changed.connect(self._relayout)

    def show_subject(self, subject: SubjectReport) -> None:
        """Draw the means of a subject; without any point the chart is hidden, as in print."""
        self._subject = subject
        self.setVisible(any(result.tally.n for result in subject.results))
        self._relayout()

    @property
    def caption(self) -> str:
        """What stands above the bars."""
        return self._kit.speaker.say("Means by criterion")

    def _relayout(self) -> None:
        if self._subject:
            subject = self._subject
            means = (
                f"{criterion_title(subject, one, self._kit.speaker)}: {subject.printed_mean(one)}"
                for one in subject.results
            )
            self.setAccessibleName(self.caption)
            self.setAccessibleDescription("\n".join(means))
        self.updateGeometry()
        self.update()

    def _titles_end(self, width: float) -> float:
        return min(width * 0.42, self._kit.theme.em * 24)

    def _title(self, subject: SubjectReport, result: CriterionResult, width: float) -> Lines:
        theme, words = self._kit.theme, criterion_title(subject, result, self._kit.speaker)
        return broken(words, theme.font(0.92), self._titles_end(width) - theme.em * 0.8, _TITLE_LINES, 1.25)

    def _heights(self, width: float) -> list[float]:
        em, subject = self._kit.theme.em, self._subject
        if subject is None:
            return []
        titles = (self._title(subject, result, width) for result in subject.results)
        return [max(title.height + em * 0.4, em * 1.75) for title in titles]

    def _places(self, width: float) -> list[tuple[CriterionResult, QRectF]]:
        """Each criterion with its band, from the left edge to the right."""
        top, places = self._kit.theme.em * 2.0, []
        results = self._subject.results if self._subject else ()
        for result, height in zip(results, self._heights(width), strict=True):
            places.append((result, QRectF(0, top, width, height)))
            top += height
        return places

    # Qt's

    def heightForWidth(self, width: int) -> int:
        """The height it needs at this width."""
        return round(self._kit.theme.em * 3.9 + sum(self._heights(width)))

    def sizeHint(self) -> QSize:
        """As wide as it is read well."""
        width = round(self._kit.theme.em * 46)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The least room it can be shown in."""
        width = round(self._kit.theme.em * 20)
        return QSize(width, self.heightForWidth(width))

    def event(self, event: QEvent) -> bool:
        """How the mean under the pointer came about."""
        if isinstance(event, QHelpEvent) and self._subject:
            for result, place in self._places(self.width()):
                if place.contains(QPointF(event.pos())):
                    words = explain_mean(self._subject, result, self._kit.speaker).text
                    QToolTip.showText(event.globalPos(), words, self)
                    return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, bars with an edge, figures."""
        if (subject := self._subject) is None:
            return
        theme, em, width = self._kit.theme, self._kit.theme.em, self.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("ink"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, width, em * 1.6), left, self.caption)
        places = self._places(width)
        start, end = self._titles_end(width), width - em * 3
        self._paint_axis(
            painter,
            subject.maximum,
            QRectF(QPointF(start, places[0][1].top()), QPointF(end, places[-1][1].bottom())),
        )
        for result, place in places:
            self._paint_bar(painter, subject, result, place.adjusted(start, 0, end - width, 0))
        painter.end()

    def _paint_axis(self, painter: QPainter, maximum: int, area: QRectF) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        painter.setFont(theme.font(0.85))
        for tick in chart_ticks(maximum):
            x = area.x() + area.width() * tick / maximum
            painter.setPen(QPen(theme.colour("edge" if tick == 0 else "line"), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + em * 0.25))
            painter.setPen(theme.colour("muted"))
            below = QRectF(x - em * 2, area.bottom() + em * 0.3, em * 4, em * 1.2)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(tick))

    def _paint_bar(
        self, painter: QPainter, subject: SubjectReport, result: CriterionResult, place: QRectF
    ) -> None:
        theme, em = self._kit.theme, self._kit.theme.em
        title = self._title(subject, result, self.width())
        top = place.center().y() - title.height / 2
        title.draw(painter, QPointF(0, top), theme.font(0.92), theme.colour("ink"))
        mean = result.tally.mean
        reach = place.width() * float(mean) / subject.maximum if mean else 0.0
        if reach:
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(place.x(), place.center().y() - em * 0.42, reach, em * 0.84))
        font, words = theme.font(bold=True), subject.printed_mean(result)
        # the ground under the figure: no line of the axis runs through it
        label = QRectF(place.x() + reach + em * 0.3, place.center().y() - em * 0.6, 0, em * 1.2)
        label.setWidth(QFontMetricsF(font).horizontalAdvance(words) + em * 0.2)
        painter.fillRect(label, theme.colour("card"))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
