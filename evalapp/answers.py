"""ANSWERS tables: scores and comments from a CSV, JSON or Excel file, read into sheets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from evalapp.ballot import Ballot, ordered_comments
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints, normalised, parse_mark
from evalapp.model import RecusalKind, ScoreSheet, Subject
from evalapp.recusing import check_reason, declared, taken_back
from evalapp.rubric import CommentKind, Criterion, Rubric
from evalapp.table import Formula, Row, Table
from evalapp.text import check_text

ANSWERS_LIMIT = 16 * 2**20
"""Largest answers file in bytes."""

_HEADS = {
    "member": ("member", "委員", "評価委員"),
    "subject": ("subject", "評価対象"),
    "criterion": ("criterion", "評価項目"),
    "points": ("points", "評点"),
    "positive": ("comment_positive", "肯定的意見"),
    "issue": ("comment_issue", "問題点・改善すべき点"),
    "recommendation": ("comment_recommendation", "提言"),
    "reason": ("recusal_reason", "辞退・欠席の理由"),
}
_COLUMN_OF = {normalised(head): column for column, heads in _HEADS.items() for head in heads}
_RECUSAL_WORDS = {
    "辞退": RecusalKind.CONFLICT,
    "辞退(利害関係)": RecusalKind.CONFLICT,
    "利害関係": RecusalKind.CONFLICT,
    "conflict": RecusalKind.CONFLICT,
    "欠席": RecusalKind.ABSENT,
    "absent": RecusalKind.ABSENT,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One understood row.

    Attributes:
        row: its number in the file.
        criterion_id: ``None`` where the row is about the whole subject.
        mark: ``None`` where the row states none (about a subject, or no points column).
        recusal: declared in the points column of a row about the whole subject.
        reason: of that recusal; empty where none is stated.
        comments: the text for each comment column the table has; empty text clears.
    """

    row: int
    member_id: str
    subject_id: str
    criterion_id: str | None
    mark: Mark | None = None
    recusal: RecusalKind | None = None
    comments: Mapping[CommentKind, str] = field(default_factory=dict)
    reason: str = ""


def parse_answers(
    table: Table, questions: Mapping[str, tuple[Subject, Rubric]], members: Collection[str]
) -> tuple[Answer, ...]:
    """Understand a whole table; nothing is taken from a table with a fault.

    Args:
        table: as a reader gives it.
        questions: the subjects that may be answered, with their rubrics, by id.
        members: the ids that may stand in the member column. If there is one only, the column may be
            missing or empty.

    Raises:
        EvalError: ``answers-unknown-head``, ``answers-missing-head``, ``answers-doubled-head``, or
            ``answers-row`` with the first row at fault, its cause, and how many more rows have faults.
    """
    columns = _columns(table.heads)
    answers: list[Answer] = []
    faults: list[tuple[int, EvalError]] = []
    seen: dict[tuple[str, str, str | None], int] = {}
    for row in table.rows:
        try:
            answer = _answer(row, columns, questions, members)
            key = (answer.member_id, answer.subject_id, answer.criterion_id)
            if key in seen:
                raise EvalError("answers-doubled", first=seen[key])
            seen[key] = row.number
            answers.append(answer)
        except EvalError as error:
            faults.append((row.number, error))
    faults += _contradictions(answers)
    if faults:
        number, cause = min(faults, key=lambda fault: fault[0])
        raise EvalError("answers-row", row=number, cause=cause, more=len(faults) - 1)
    if not answers:
        raise EvalError("answers-empty")
    return tuple(answers)


def _contradictions(answers: Iterable[Answer]) -> list[tuple[int, EvalError]]:
    """Rows that answer a subject which another row says the member does not judge."""
    recused = {(one.member_id, one.subject_id): one.row for one in answers if one.recusal}
    return [
        (one.row, EvalError("answers-recusal-contradicted", first=recused[one.member_id, one.subject_id]))
        for one in answers
        if (one.member_id, one.subject_id) in recused and _judges(one)
    ]


def _judges(answer: Answer) -> bool:
    """Whether the row says anything of its subject, more than clearing what stood."""
    return answer.mark not in {None, NoPoints.BLANK} or any(map(str.strip, answer.comments.values()))


def filled(
    sheet: ScoreSheet, rubric: Rubric, answers: Sequence[Answer], set_aside: ScoreSheet | None = None
) -> ScoreSheet:
    """``sheet`` with the marks and comments that ``answers`` state; what they do not name stays.

    A stated recusal empties the sheet; its reason stays if it is the same recusal and no other is stated.
    Points, cannot judge or a comment take a recusal back: what it had ``set_aside`` returns before them.
    """
    for answer in answers:
        if answer.recusal:
            reason = sheet.recusal_reason if answer.recusal is sheet.recusal else ""
            return declared(sheet, rubric, answer.recusal, answer.reason or reason)
    if any(map(_judges, answers)):
        sheet = taken_back(sheet, set_aside)
    marks = dict(sheet.marks)
    comments = {(comment.criterion_id, comment.kind): comment.text for comment in sheet.comments}
    for answer in answers:
        if answer.mark is not None and answer.criterion_id is not None:
            marks[answer.criterion_id] = answer.mark
        for kind, text in answer.comments.items():
            comments[answer.criterion_id, kind] = text
    return replace(sheet, marks=marks, comments=ordered_comments(comments, rubric))


def filled_sheets(
    sheets: Iterable[ScoreSheet],
    questions: Mapping[str, tuple[Subject, Rubric]],
    answers: Sequence[Answer],
    set_aside: Mapping[str, ScoreSheet],
) -> list[ScoreSheet]:
    """Each of ``sheets`` filled with those of ``answers`` that are about its subject.

    Args:
        sheets: of one member.
        questions: as ``Ballot.asked``.
        answers: of that member.
        set_aside: what a recusal took out of a sheet, by subject id.
    """
    return [
        filled(
            sheet,
            questions[sheet.subject_id][1],
            [answer for answer in answers if answer.subject_id == sheet.subject_id],
            set_aside.get(sheet.subject_id),
        )
        for sheet in sheets
    ]


def answers_table(ballot: Ballot, sheets: Iterable[ScoreSheet], *, japanese: bool) -> Table:
    """The ANSWERS table of a ballot as it stands, to fill in and give to ``fill``.

    Subjects and criteria are named by their titles where those are unique, else by their ids.
    """
    asked_for = (names for column, names in _HEADS.items() if column != "reason")
    heads = tuple(names[1 if japanese else 0] for names in asked_for)
    subject_names = _names({subject.id: subject.title for subject in ballot.judged})
    rows: list[Row] = []
    for sheet in sheets:
        rubric = ballot.asked[sheet.subject_id][1]
        names = _names({criterion.id: criterion.title for criterion in rubric.criteria})
        texts = {(comment.criterion_id, comment.kind): comment.text for comment in sheet.comments}
        for criterion_id, name in [*names.items(), (None, "")]:
            mark = sheet.marks.get(criterion_id, NoPoints.BLANK) if criterion_id else NoPoints.BLANK
            word = "評価不能" if mark is NoPoints.CANNOT_JUDGE and japanese else "NA"
            points = mark if not isinstance(mark, NoPoints) else None if mark is NoPoints.BLANK else word
            comments = (texts.get((criterion_id, kind)) for kind in CommentKind)
            cells = (ballot.member.id, subject_names[sheet.subject_id], name or None, points, *comments)
            rows.append(Row(len(rows) + 2, cells))
    return Table(heads, tuple(rows))


def _names(titles: Mapping[str, str]) -> dict[str, str]:
    words = [normalised(title) for title in titles.values()]
    taken = {normalised(id_) for id_ in titles}
    return {
        id_: title if words.count(normalised(title)) == 1 and normalised(title) not in taken else id_
        for id_, title in titles.items()
    }


def carried_over(earlier: ScoreSheet, sheet: ScoreSheet, rubric: Rubric) -> ScoreSheet:
    """``sheet`` with what ``earlier``, from another ballot, holds more.

    Taken are marks that are on the scale of a criterion still asked, and comments on it. What ``sheet`` holds
    already stays, also a recusal.
    """
    if sheet.recusal:
        return sheet
    marks = dict(sheet.marks)
    for criterion in rubric.scored:
        mark = earlier.marks.get(criterion.id, NoPoints.BLANK)
        fits = isinstance(mark, NoPoints) or (criterion.scale is not None and mark in criterion.scale.points)
        if marks[criterion.id] is NoPoints.BLANK and fits:
            marks[criterion.id] = mark
    known = {criterion.id for criterion in rubric.criteria}
    comments = {
        (comment.criterion_id, comment.kind): comment.text
        for comment in (*earlier.comments, *sheet.comments)
        if comment.criterion_id is None or comment.criterion_id in known
    }
    if earlier.recusal and not comments and all(mark is NoPoints.BLANK for mark in marks.values()):
        return declared(sheet, rubric, earlier.recusal, earlier.recusal_reason)
    return ScoreSheet(sheet.subject_id, marks, ordered_comments(comments, rubric))


def _columns(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, head in enumerate(heads):
        if not (name := normalised(head)):
            continue
        if name not in _COLUMN_OF:
            raise EvalError(
                "answers-unknown-head",
                head=head[:60],
                known=[" / ".join(heads[:2]) for heads in _HEADS.values()],
            )
        if _COLUMN_OF[name] in columns:
            raise EvalError("answers-doubled-head", head=head[:60])
        columns[_COLUMN_OF[name]] = number
    for needed in ("subject", "criterion"):
        if needed not in columns:
            raise EvalError("answers-missing-head", head=" / ".join(_HEADS[needed][:2]))
    return columns


def _answer(
    row: Row,
    columns: Mapping[str, int],
    questions: Mapping[str, tuple[Subject, Rubric]],
    members: Collection[str],
) -> Answer:
    cells = {column: row.cells[number] for column, number in columns.items()}
    for column, cell in cells.items():
        if isinstance(cell, Formula):
            raise EvalError("answers-formula", head=" / ".join(_HEADS[column][:2]))
    member_id = _member(_text(cells.get("member")), members)
    subject, rubric = _found(_text(cells["subject"]), questions)
    comments = {
        kind: check_text(_text(cells[kind.value], exact=True), f"{subject.id}, {_HEADS[kind.value][-1]}")
        for kind in CommentKind
        if kind.value in cells
    }
    reason = check_reason(_text(cells.get("reason")), f"{subject.id}, {_HEADS['reason'][-1]}")
    word = _text(cells["criterion"])
    recusal = None if word else _recusal(_text(cells.get("points")))
    if recusal:
        return Answer(row.number, member_id, subject.id, None, None, recusal, {}, reason)
    if reason:
        raise EvalError("answers-reason-without-recusal")
    if not word:
        return Answer(row.number, member_id, subject.id, None, None, None, comments)
    criterion = _criterion(word, rubric)
    mark: Mark | None = None
    if criterion.scale is not None:
        mark = parse_mark(cells["points"], criterion.scale) if "points" in cells else None
    elif _text(cells.get("points")):
        raise EvalError("answers-comment-only", found=criterion.title)
    return Answer(row.number, member_id, subject.id, criterion.id, mark, None, comments)


_Named = TypeVar("_Named")


def _named(word: str, by_id: Mapping[str, _Named], title: Callable[[_Named], str]) -> _Named | None:
    """What ``word`` names: by id, whatever its width or composition, else by a title that only one has.

    Raises:
        EvalError: ``answers-ambiguous`` if several have this title.
    """
    if word in by_id:
        return by_id[word]
    wanted = normalised(word)
    matches = [one for id_, one in by_id.items() if normalised(id_) == wanted]
    matches = matches or [one for one in by_id.values() if normalised(title(one)) == wanted]
    if len(matches) > 1:
        raise EvalError("answers-ambiguous", found=word[:60])
    return matches[0] if matches else None


def _criterion(word: str, rubric: Rubric) -> Criterion:
    by_id = {one.id: one for one in rubric.criteria}
    found = _named(word, by_id, lambda one: one.title)
    if found is None:
        raise EvalError("answers-unknown-criterion", found=word[:60], known=list(by_id))
    return found


def _member(found: str, members: Collection[str]) -> str:
    if not found and len(members) == 1:
        return next(iter(members))
    member = _named(found, {id_: id_ for id_ in members}, str)
    if member is not None:
        return member
    if len(members) == 1:
        raise EvalError("answers-other-member", found=found[:60], member=next(iter(members)))
    raise EvalError("answers-unknown-member", found=found[:60])


def _found(word: str, questions: Mapping[str, tuple[Subject, Rubric]]) -> tuple[Subject, Rubric]:
    pair = _named(word, questions, lambda pair: pair[0].title)
    if pair is None:
        raise EvalError("answers-unknown-subject", found=word[:60], known=list(questions))
    return pair


def _recusal(word: str) -> RecusalKind | None:
    try:
        return read_recusal(word)
    except EvalError as error:
        raise EvalError("answers-points-without-criterion", found=normalised(word)[:60]) from error


def read_recusal(text: str) -> RecusalKind | None:
    """The recusal that a word declares (辞退, 利害関係, 欠席 or in English); ``None`` for empty text.

    Raises:
        EvalError: ``recusal-not-understood``.
    """
    if not (word := normalised(text)):
        return None
    if word not in _RECUSAL_WORDS:
        raise EvalError("recusal-not-understood", found=word[:60], allowed=[*_RECUSAL_WORDS])
    return _RECUSAL_WORDS[word]


def _text(cell: object, *, exact: bool = False) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    return text if exact and text.strip() else text.strip()
