"""Internal measures and comparisons as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalapp.comparing import Comparison, Figure, SubjectChange
from evalapp.internal_view import InternalView
from evalapp.language import Language
from exports.wording import numbered
from ui.cli.tables import columns
from ui.messages import listed
from ui.result_words import (
    LEANINGS,
    NOT_FOR_PUBLICATION,
    change_text,
    deviation_text,
    match_note,
    median_text,
    range_text,
    share_text,
    tendency_text,
)


def internal_text(view: InternalView, language: Language) -> str:
    """The cells, the largest disagreement first, and the members' tendencies."""
    _ = language.gettext
    heads = (
        _("Subject"),
        _("Criterion"),
        _("Mean"),
        "n",
        _("Median"),
        _("Range"),
        _("Standard deviation"),
        _("Agreement"),
    )
    rows = [
        (
            cell.subject.subject.id,
            numbered(
                cell.subject.rubric.number(cell.result.criterion.id), cell.result.criterion.title, language
            ),
            cell.subject.printed_mean(cell.result),
            f"{cell.spread.n}/{cell.subject.expected}",
            median_text(cell.spread),
            range_text(cell.spread),
            deviation_text(cell.spread),
            share_text(cell.spread.agreement),
        )
        for cell in view.cells
    ]
    people = [
        (
            tendency.member.id,
            tendency.member.name,
            tendency_text(tendency, view),
            str(tendency.cells),
            _(LEANINGS[tendency.leaning]) if tendency.leaning else "",
        )
        for tendency in view.tendencies
    ]
    names = (_("ID"), _("Member"), _("Deviation from the others"), _("Scores compared"), "")
    return "\n".join(
        [f"*** {_(NOT_FOR_PUBLICATION)} ***", "", *_table(heads, rows), "", *_table(names, people)]
    )


def comparison_text(found: Comparison, language: Language) -> str:
    """Every mean before and now; what has no counterpart is named below."""
    _ = language.gettext
    lines = [_("Before: {title}").format(title=found.before.title), ""]
    for subject in found.subjects:
        lines += [*_subject_lines(subject, language), ""]
    for words, subjects in (
        (_("Only before: {names}"), found.only_before),
        (_("Only now: {names}"), found.only_now),
    ):
        if subjects:
            names = [f"{one.subject_id} {one.title}" for one in subjects]
            lines.append(words.format(names=listed(names, language, 100)))
    return "\n".join(lines)


def _subject_lines(subject: SubjectChange, language: Language) -> Iterator[str]:
    _ = language.gettext
    yield f"{subject.now.subject_id}  {subject.now.title}"
    if note := match_note(subject.match, subject.before.title, language):
        yield f"   {note}"
    rows = [
        (
            change.now.title,
            f"{change.before.printed} → {change.now.printed}",
            change_text(change, language),
            match_note(change.match, change.before.title, language),
        )
        for change in subject.changes
    ]
    yield from (f"   {line}" for line in _table((), rows))
    for words, figures in (
        (_("Only before: {names}"), subject.only_before),
        (_("Only now: {names}"), subject.only_now),
    ):
        if figures:
            yield "   " + words.format(names=listed(map(_title, figures), language, 100))


def _title(figure: Figure) -> str:
    return figure.title


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned columns."""
    lines = [heads, *rows] if heads else list(rows)
    if not lines:
        return []
    widths = [max(columns(line[place]) for line in lines) for place in range(len(lines[0]))]
    return [
        "  ".join(
            cell + " " * (width - columns(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]
