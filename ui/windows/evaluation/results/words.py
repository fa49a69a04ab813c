"""How the results page says where a mean comes from and whose sheets are counted. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.explaining import MeanExplained, attendance, explained
from evalapp.mark import NoPoints
from evalapp.report import CriterionResult, SubjectReport
from exports.wording import mark_state, numbered
from ui.windows.speaker import Speaker

_MOST_TERMS = 10
"""A longer sum is written as products."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one cell of the table.

    Attributes:
        head: what the cell is.
        sum: the sum and the division; empty where there is none.
        rest: one sentence each.
    """

    head: str
    sum: str
    rest: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a line a part."""
        return "\n".join(part for part in (self.head, self.sum, *self.rest) if part)


def criterion_title(subject: SubjectReport, result: CriterionResult, speaker: Speaker) -> str:
    """A criterion as the table prints it."""
    number = subject.rubric.number(result.criterion.id)
    return numbered(number, result.criterion.title, speaker.language)


def explain_mean(subject: SubjectReport, result: CriterionResult, speaker: Speaker) -> Explanation:
    """How the mean of a row came about."""
    say, found = speaker.say, explained(subject, result)
    title = criterion_title(subject, result, speaker)
    head = say("{criterion}: mean {mean}", criterion=title, mean=found.printed)
    if found.quotient is None:
        return Explanation(
            head, "", (say("Nobody gave points, so there is no mean."), *_outside(found, speaker))
        )
    quotient = found.quotient.text + ("" if found.quotient.ends else "…")
    sum_ = say(
        "{terms} = {total};  {total} ÷ {n} = {quotient} → {mean}",
        terms=_terms(found, speaker),
        total=found.total,
        n=found.n,
        quotient=quotient,
        mean=found.printed,
    )
    gave = say(
        "{n} of the {expected} members who were to judge gave points.", n=found.n, expected=found.expected
    )
    how = (
        [say("Rounded half up, once, at decimal place {place}.", place=found.decimals + 1)]
        if found.rounded
        else []
    )
    return Explanation(head, sum_, (*how, gave, *_outside(found, speaker)))


def explain_mark(
    subject: SubjectReport, result: CriterionResult, column: int, speaker: Speaker
) -> Explanation:
    """What stands in an unnamed column (from 0) of a row, and whether it enters the mean."""
    say, mark = speaker.say, result.marks[column]
    head = say(
        "{criterion}: column {number} from the left",
        criterion=criterion_title(subject, result, speaker),
        number=column + 1,
    )
    if isinstance(mark, NoPoints):
        state = mark_state(mark, speaker.language)
        return Explanation(head, "", (say("{state}: it does not enter the mean.", state=state),))
    scale = result.criterion.scale_for(subject.subject.evaluation_kind)
    label = next(step.label for step in scale.steps if step.points == mark)
    points = (
        say("{points} points ({label})", points=mark, label=label)
        if label
        else say("{points} points", points=mark)
    )
    enters = say("It enters the mean {mean}.", mean=subject.printed_mean(result))
    return Explanation(head, points, (enters,))


def explain_title(subject: SubjectReport, result: CriterionResult, speaker: Speaker) -> Explanation:
    """What a criterion's points mean."""
    scale = result.criterion.scale_for(subject.subject.evaluation_kind)
    gap = "　" if speaker.japanese else "   "
    steps = gap.join(f"{step.points} {step.label}".strip() for step in scale.steps)
    return Explanation(criterion_title(subject, result, speaker), steps, ())


def attendance_sentences(subject: SubjectReport, speaker: Speaker) -> tuple[str, ...]:
    """Whose sheets the table counts and whose it does not, by number."""
    say, found = speaker.say, attendance(subject)
    if not subject.expected:
        return ()
    counts = (
        say(
            "The sheets of {counted} of the {expected} members who judge this are counted.",
            counted=found.counted,
            expected=subject.expected,
        ),
        say("Not received yet: {count}.", count=found.not_received) if found.not_received else "",
        say("Handed in as drafts, not counted: {count}.", count=found.drafts) if found.drafts else "",
        say("In Excel forms that wait to be confirmed, not counted: {count}.", count=found.unconfirmed)
        if found.unconfirmed
        else "",
        say(
            "Recused or absent: {count}. They have no column and are not in the denominator.",
            count=found.recused,
        )
        if found.recused
        else "",
        say("Cells left blank: {count}. They enter no mean.", count=found.blank) if found.blank else "",
        say("Cells marked “cannot judge”: {count}. They enter no mean.", count=found.cannot_judge)
        if found.cannot_judge
        else "",
    )
    return tuple(sentence for sentence in counts if sentence)


def _terms(found: MeanExplained, speaker: Speaker) -> str:
    if found.n <= _MOST_TERMS:
        return " + ".join(map(str, found.points))
    say = speaker.say
    return " + ".join(
        say("{points} points × {count}", points=points, count=count) for points, count in found.counted
    )


def _outside(found: MeanExplained, speaker: Speaker) -> tuple[str, ...]:
    say = speaker.say
    reasons = (
        say("left blank {count}", count=found.blank) if found.blank else "",
        say("cannot judge {count}", count=found.cannot_judge) if found.cannot_judge else "",
        say("no counted sheet {count}", count=found.missing) if found.missing else "",
        say("recused or absent {count}", count=found.recused) if found.recused else "",
    )
    said = ("、" if speaker.japanese else ", ").join(reason for reason in reasons if reason)
    return (say("Not in the mean: {reasons}.", reasons=said),) if said else ()
