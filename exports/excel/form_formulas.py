"""The live formulas of an Excel score form: what is filled in, what is open, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from evalapp.language import Language
from evalapp.rubric import Scale
from evalapp.text import COMMENT_LIMIT
from exports.excel.form_entries import cannot_judge

_MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Words:
    """The words that formulas show and count, in one language; none holds a quotation mark.

    Attributes:
        cannot_judge: what a score cell takes instead of points.
        done, open, check: states of a score cell. written, optional, long: of a comment.
        complete, part, begin, recused: of a sheet, which can also be ``check``.
        scores, comments, total: name the figures of a sheet; ``left`` says how many scores are open.
    """

    cannot_judge: str
    done: str
    open: str
    check: str
    written: str
    optional: str
    long: str
    complete: str
    part: str
    begin: str
    recused: str
    scores: str
    comments: str
    total: str
    left: str
    both: str
    not_judged: str

    @classmethod
    def of(cls, language: Language) -> Self:
        """The words in ``language``."""
        _ = language.gettext
        return cls(
            cannot_judge=cannot_judge(language),
            done=_("filled in"),
            open=_("open"),
            check=_("please check"),
            written=_("written"),
            optional=_("optional"),
            long=_("too long"),
            complete=_("Complete"),
            part=_("In part"),
            begin=_("Not begun"),
            recused=_("Recused or absent"),
            scores=_("Scores"),
            comments=_("Comments"),
            total=_("Sum of the points"),
            left=_("open: {count}"),
            both=_("There is both a reason for not judging and a score or comment. Remove one of the two."),
            not_judged=_("You do not judge this subject."),
        )

    def summary(self, scored: int) -> str:
        """What :func:`sheet_sentence` comes to while nothing is filled in."""
        if not scored:
            return f"{self.comments} 0"
        left = self.left.replace("{count}", str(scored))
        return f"{self.scores} 0/{scored}　{self.comments} 0　{self.total} 0　{left}"


def mark_state(cell: str, scale: Scale, words: Words) -> str:
    """Whether a score cell is open, filled in, or holds something that is not on the scale."""
    value = f'IFERROR(VALUE(TRIM({cell}&"")),-1)'
    if len(scale.points) <= _MOST_LISTED:
        fits = f"ISNUMBER(MATCH({value},{{{','.join(map(str, scale.points))}}},0))"
    else:
        fits = f"AND({value}>={scale.minimum},{value}<={scale.maximum},{value}=INT({value}))"
    good = f'OR(TRIM({cell}&"")="{words.cannot_judge}",{fits})'
    return f'=IF(TRIM({cell}&"")="","{words.open}",IF({good},"{words.done}","{words.check}"))'


def comment_state(cell: str, words: Words) -> str:
    """Whether a comment cell holds something, and not too much."""
    filled = f'IF(LEN({cell})>{COMMENT_LIMIT},"{words.long}","{words.written}")'
    return f'=IF(TRIM({cell}&"")="","{words.optional}",{filled})'


def count(states: str, word: str) -> str:
    """How many cells of ``states`` say ``word``."""
    return f'COUNTIF({states},"{word}")'


def sheet_state(states: str, recusal: str, scored: int, words: Words) -> str:
    """The state of a sheet in one word. A rubric without points is complete with one comment."""
    done, written = count(states, words.done), count(states, words.written)
    answered = f"{done}+{count(states, words.check)}+{written}"
    complete = f"{done}={scored}" if scored else f"{written}>0"
    judged = f'IF({complete},"{words.complete}",IF({answered}=0,"{words.begin}","{words.part}"))'
    recused = f'IF({answered}>0,"{words.check}","{words.recused}")'
    return f'=IF(TRIM({recusal}&"")="",{judged},{recused})'


def sheet_sentence(states: str, total: str, recusal: str, scored: int, words: Words) -> str:
    """The figures of a sheet, or what is wrong with it; ``total`` is the cell with the sum of the points."""
    done, written = count(states, words.done), count(states, words.written)
    answered = f"{done}+{count(states, words.check)}+{written}"
    figures = f'"{words.comments} "&{written}'
    if scored:
        before, _placeholder, after = words.left.partition("{count}")
        left = f'IF({done}={scored},"","　{before}"&({scored}-{done})&"{after}")'
        figures = f'"{words.scores} "&{done}&"/{scored}　"&{figures}&"　{words.total} "&{total}&{left}'
    recused = f'IF({answered}>0,"{words.both}","{words.not_judged}")'
    return f'=IF(TRIM({recusal}&"")="",{figures},{recused})'
