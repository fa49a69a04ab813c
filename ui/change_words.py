"""A changed set-up and what follows from it in words, for terminal and window alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evalapp.changes import Change, How, Part
from evalapp.consequences import Consequences, Need, SetAside, Why
from evalapp.language import N_, Language
from evalapp.model import Evaluation
from exports.excel import setup_tables
from exports.excel.table_sheets import Column, TableSheet

_TABLES: dict[Part, TableSheet] = {
    Part.HEAD: setup_tables.EVALUATION,
    Part.SUBJECT: setup_tables.SUBJECT,
    Part.MEMBER: setup_tables.MEMBER,
    Part.RECUSAL: setup_tables.RECUSAL,
    Part.RUBRIC: setup_tables.RUBRIC,
    Part.CRITERION: setup_tables.CRITERION,
}
_KEYS = {"held_on": "date", "rubric_id": "rubric"}
"""Fields whose column has another name."""

_FIELDS = {
    "scale": N_("Steps"),
    "scales_by_kind": N_("Steps by kind of evaluation"),
    "content": N_("Content"),
}
PARTS = {
    Part.HEAD: N_("Basics"),
    Part.SUBJECT: N_("Subjects"),
    Part.MEMBER: N_("Members"),
    Part.RECUSAL: N_("Recusals"),
    Part.RUBRIC: N_("Rubrics"),
    Part.CRITERION: N_("Criteria"),
    Part.MATERIAL: N_("Materials"),
}
"""What each part of a set-up is called above its changes."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line: what it is about, and what is said of it."""

    about: str
    text: str


class ChangeWords:
    """Names what changes by the titles and names of two set-ups.

    Args:
        old: the one that stands.
        new: the one that is to be.
        language: of the words.
    """

    def __init__(self, old: Evaluation, new: Evaluation, language: Language) -> None:
        self._language = language
        self._subjects = {one.id: one.title for each in (old, new) for one in each.subjects}
        self._judged_by = {one.id: one.rubric_id for one in new.subjects}
        self._members = {one.id: one.name for each in (old, new) for one in each.members}
        self._rubrics = {one.id: one for each in (old, new) for one in each.rubrics}
        self._criteria = {
            (rubric.id, one.id): one.title
            for each in (old, new)
            for rubric in each.rubrics
            for one in rubric.criteria
        }

    def change(self, change: Change) -> Said:
        """One change in a line."""
        _ = self._language.gettext
        if change.how is not How.CHANGED:
            return Said(self.about(change), self.how(change))
        field = self.field(change)
        old, new = map(_short, self.values(change))
        if not old and not new:
            return Said(self.about(change), _("{field} changed").format(field=field))
        empty, sentence = _("(empty)"), _("{field}: {old} → {new}")
        return Said(self.about(change), sentence.format(field=field, old=old or empty, new=new or empty))

    def how(self, change: Change) -> str:
        """That it was added, removed or moved, and as what."""
        _ = self._language.gettext
        plain = {
            How.ADDED: N_("added"),
            How.REMOVED: N_("removed"),
            How.MOVED: N_("moved to another place"),
            How.CHANGED: N_("changed"),
        }
        kind = self.values(change)[1] if change.part is Part.RECUSAL and change.how is How.ADDED else ""
        return f"{_(plain[change.how])}{f' ({kind})' if kind else ''}"

    def values(self, change: Change) -> tuple[str, str]:
        """The value before and after, whole; empty where no text can say it."""
        return self._value(change, change.old), self._value(change, change.new)

    def field(self, change: Change) -> str:
        """The name of the value that changed."""
        if change.field in _FIELDS:
            return self._language.gettext(_FIELDS[change.field])
        column = _column(change)
        return column.head(self._language).removesuffix(" *") if column else change.field

    def about(self, change: Change) -> str:
        """What a change is about, by name."""
        if not change.ids:
            return self._language.gettext(PARTS[Part.HEAD])
        first, last = change.ids[0], change.ids[-1]
        return {
            Part.SUBJECT: lambda: self.subject(first),
            Part.MEMBER: lambda: self.member(first),
            Part.RECUSAL: lambda: f"{self.member(first)} / {self.subject(last)}",
            Part.RUBRIC: lambda: self._rubrics[first].title,
            Part.CRITERION: lambda: self.criterion(first, last),
            Part.MATERIAL: lambda: f"{self.subject(first)} / {last}",
        }[change.part]()

    def subject(self, subject_id: str) -> str:
        """A subject by id and title."""
        return f"{subject_id} {self._subjects[subject_id]}"

    def member(self, member_id: str) -> str:
        """A member by id and name."""
        return f"{member_id} {self._members[member_id]}"

    def criterion(self, rubric_id: str, criterion_id: str) -> str:
        """A criterion by its title, with the rubric's where there are several."""
        title = self._criteria[rubric_id, criterion_id]
        return title if len(self._rubrics) == 1 else f"{self._rubrics[rubric_id].title} / {title}"

    def needs(self, needs: Iterable[Need], most: int | None = None) -> tuple[Said, ...]:
        """Who needs a new ballot or form, and why; those with the same reason are named together.

        Args:
            needs: of the members.
            most: so many are named at most, and the others counted; ``None`` names all.
        """
        members: dict[str, list[str]] = {}
        for need in needs:
            members.setdefault(self._reason(need), []).append(self.member(need.member_id))
        return tuple(Said(self._listed(names, most), reason) for reason, names in members.items())

    def _reason(self, need: Need) -> str:
        _ = self._language.gettext
        reasons = []
        if Why.ASKED_MORE in need.why:
            subjects = self._listed(map(self.subject, need.subjects))
            reasons.append(_("to judge {subjects} as well").format(subjects=subjects))
        if Why.ASKED_ANEW in need.why:
            criteria = self._listed(self.criterion(*one) for one in need.criteria)
            reasons.append(_("to judge {criteria} anew").format(criteria=criteria))
        if need.why == (Why.FORM_WORDING,):
            reasons.append(_("the Excel form has the earlier wording and could not be taken in"))
        return self._listed(reasons)

    def set_aside(self, found: Iterable[SetAside]) -> tuple[Said, ...]:
        """Answers that would stand no more: a line for each criterion, and for each sheet recused."""
        sums: dict[str, list[int]] = {}
        for one in found:
            if one.criterion_id is None:
                about = f"{self.member(one.member_id)} / {self.subject(one.subject_id)}"
            else:
                about = self.criterion(self._judged_by[one.subject_id], one.criterion_id)
            scores, comments = sums.setdefault(about, [0, 0])
            sums[about] = [scores + one.scores, comments + one.comments]
        return tuple(
            Said(about, lost_words(scores, comments, self._language))
            for about, (scores, comments) in sums.items()
        )

    def still_old(self, found: Consequences, most: int | None = None) -> str:
        """Who goes on seeing what stood before, ``most`` by name; empty if nobody does."""
        if not found.still_old:
            return ""
        sentence = self._language.gettext(
            "In the ballots already issued to {members} the earlier names, dates and texts stay as they are."
        )
        return sentence.format(members=self._listed(map(self.member, found.still_old), most))

    def _listed(self, words: Iterable[str], most: int | None = None) -> str:
        every, comma = list(words), "、" if self._language.code == "ja" else ", "
        if most is None or len(every) <= most + 1:
            return comma.join(every)
        sentence = self._language.gettext("{names} and {count} more")
        return sentence.format(names=comma.join(every[:most]), count=len(every) - most)

    def _value(self, change: Change, value: str) -> str:
        """A value as people say it: a choice by its word, a date in their way."""
        if not value:
            return ""
        if change.field in {"held_on", "deadline"}:
            return self._language.date(date.fromisoformat(value))
        if change.field == "two_person_rule":
            return self._language.gettext(N_("yes") if value == "yes" else N_("no"))
        if change.field == "rubric_id":
            return self._rubrics[value].title
        column = _column(change)
        return column.word(value, self._language) if column else value


def lost_words(scores: int, comments: int, language: Language) -> str:
    """That so many scores and comments would no longer count."""
    _ = language.gettext
    if not comments:
        return _("Scores that would no longer count: {scores}").format(scores=scores)
    sentence = _("Scores that would no longer count: {scores}; comments: {comments}")
    return sentence.format(scores=scores, comments=comments)


def _column(change: Change) -> Column | None:
    table = _TABLES.get(change.part)
    key = _KEYS.get(change.field, change.field or "kind")
    return next((column for column in table.columns if column.key == key), None) if table else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
