"""The head of the secretariat's window: which evaluation, how long is left, who works, what is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from evalapp.dates import japanese_day
from ui.windows.band import Band
from ui.windows.buttons import Button
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.office import Office
from ui.windows.save_label import SaveLabel


class Header(Band):
    """Title and state of the evaluation.

    Signals:
        operator_wanted: the user wants to say who is at the keyboard.
    """

    operator_wanted = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(office.kit)
        self._office = office
        self._title = ElidedLabel()
        self._about = ElidedLabel()
        self.operator = Button(office.kit.theme, quiet=True)
        self.operator.clicked.connect(lambda _checked: self.operator_wanted.emit())
        self.save_label = SaveLabel(office.kit, office)
        texts = self._texts = QVBoxLayout()
        texts.addWidget(self._title)
        texts.addWidget(self._about)
        row = self._row = QHBoxLayout(self)
        row.addLayout(texts, 1)
        row.addWidget(self.operator, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.save_label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()
        self.relayout()
        office.changed.connect(self.retranslate)
        office.state_changed.connect(self.retranslate)
        office.kit.speaker.changed.connect(self.retranslate)
        office.kit.theme.changed.connect(self.relayout)

    @property
    def about(self) -> str:
        """The line below the title."""
        return self._about.text

    def retranslate(self) -> None:
        """Say all texts."""
        kit, evaluation = self._office.kit, self._office.evaluation
        say, info = kit.speaker.say, evaluation.info
        self._title.set_text(info.title)
        parts = [
            say("{count} subjects", count=len(evaluation.subjects)),
            say("{count} members", count=len(evaluation.members)),
        ]
        if info.deadline:
            parts.append(say("Deadline: {day}", day=kit.speaker.language.date(info.deadline)))
        if self._office.closed:
            parts.append(say("Closed"))
        elif info.deadline:
            left = (info.deadline - japanese_day(kit.now())).days
            if left >= 0:
                parts.append(say("{days} days left", days=left) if left else say("Today is the last day"))
            else:
                parts.append(say("The deadline has passed"))
        gap = "　" if kit.speaker.japanese else "   "
        self._about.set_text(*(gap.join(parts[begin:]) for begin in range(len(parts))))
        self.operator.setText(say("At work: {name}", name=self._office.actor))
        self.operator.setToolTip(say("Whose name the record gets. Click to change it."))

    def relayout(self) -> None:
        """Take fonts, colours and distances from the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        self._title.setFont(theme.font(bold=True))
        self._about.setFont(theme.font(0.9))
        muted = self.palette()
        muted.setColor(QPalette.ColorRole.WindowText, QColor(theme.colours.muted))
        self._about.setPalette(muted)
        self._texts.setSpacing(round(em * 0.12))
        self._row.setSpacing(round(em * 0.9))
        self._row.setContentsMargins(round(em * 0.9), round(em * 0.5), round(em * 0.9), round(em * 0.5))
        self.update()
