"""A plan for a changed set-up as a list to read: what changes, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from evalapp.changes import How
from evalapp.model import Evaluation
from evalapp.setup_plan import SetupPlan
from ui.change_words import PARTS, ChangeWords, lost_words
from ui.windows.detail_list import Detail, DetailKind
from ui.windows.kit import Kit

_ONE_LINE = 24
"""Longer values are set below each other, with what differs in them marked."""
_NAMES = 5
"""So many members are named; all of them under the pointer."""


def plan_details(old: Evaluation, plan: SetupPlan, kit: Kit) -> tuple[Detail, ...]:
    """All there is to read; what follows comes first where anything does."""
    words = ChangeWords(old, plan.new, kit.speaker.language)
    return (*_following(plan, words, kit), *_changes(plan, words, kit))


def summary(plan: SetupPlan, kit: Kit) -> str:
    """What follows in a sentence or two."""
    say, found = kit.speaker.say, plan.consequences
    scores = sum(one.scores for one in found.set_aside)
    comments = sum(one.comments for one in found.set_aside)
    sentences = []
    if found.set_aside:
        sentences.append(lost_words(scores, comments, kit.speaker.language))
    if found.needs:
        sentences.append(say("Members who need a new ballot or form: {count}", count=len(found.needs)))
    return "\n".join(sentences) or say("All answers go on standing, and nobody needs a new ballot.")


def _following(plan: SetupPlan, words: ChangeWords, kit: Kit) -> Iterator[Detail]:
    say, found = kit.speaker.say, plan.consequences
    if not (found.set_aside or found.needs or found.still_old):
        return
    yield Detail(DetailKind.TITLE, say("What follows"))
    if found.set_aside:
        yield Detail(DetailKind.HEADING, say("Answers that no longer count"))
    for said in words.set_aside(found.set_aside):
        yield Detail(DetailKind.TEXT, said.about, said.text)
    if found.needs:
        yield Detail(DetailKind.HEADING, say("Who needs a new ballot or form"))
    for said, whole in zip(words.needs(found.needs, _NAMES), words.needs(found.needs), strict=True):
        tip = f"{whole.about}: {whole.text}" if whole != said else ""
        yield Detail(DetailKind.TEXT, said.about, said.text, tip=tip)
    if still := words.still_old(found, _NAMES):
        sentence = words.still_old(found)
        yield Detail(DetailKind.REMARK, still, tip=sentence if sentence != still else "")


def _changes(plan: SetupPlan, words: ChangeWords, kit: Kit) -> Iterator[Detail]:
    yield Detail(DetailKind.TITLE, kit.speaker.say("What changes"))
    for part, group in groupby(plan.changes, key=lambda change: change.part):
        yield Detail(DetailKind.HEADING, kit.speaker.language.gettext(PARTS[part]))
        for change in group:
            about = words.about(change)
            if change.how is not How.CHANGED:
                yield Detail(DetailKind.TEXT, about, words.how(change))
                continue
            name = " · ".join(one for one in (about if change.ids else "", words.field(change)) if one)
            old, new = words.values(change)
            if not old and not new:
                yield Detail(DetailKind.TEXT, name, words.how(change))
                continue
            old, new = old or kit.speaker.say("(empty)"), new or kit.speaker.say("(empty)")
            long = max(len(old), len(new)) > _ONE_LINE or "\n" in old + new
            yield Detail(DetailKind.TEXT_CHANGE if long else DetailKind.CHANGE, name, new, old)
