"""The long work of issuing, as the jobs' thread does it, and in words what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from evalapp.ballot import Ballot
from evalapp.issuing import Outcome, issue_round
from evalapp.language import Language
from evalapp.model import Member
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.issued import Way
from ui.windows.card import Tone
from ui.windows.jobs import Progress
from ui.windows.kit import Kit


def issuing(
    folder: Path, ways: Mapping[str, Way], language: Language, at: datetime, actor: str
) -> Callable[[EvaluationFile, Progress], tuple[Outcome, ...]]:
    """What issues to each member; cancelled half-way it gives the outcomes so far, and those stand.

    Args:
        folder: where the files go.
        ways: by member id.
        language: of forms and paper.
        at: now, UTC.
        actor: for the record.
    """

    def work(file: EvaluationFile, progress: Progress) -> tuple[Outcome, ...]:
        from exports.excel.form_book import form_book
        from exports.pdf.sheet_page import blank_pages
        from exports.pdf.sheets import sheets_pdf

        def form(ballot: Ballot, key: str, made_at: datetime) -> bytes:
            return form_book(ballot, key, language, made_at)

        def paper(member: Member) -> bytes:
            return sheets_pdf(blank_pages(file.evaluation, member), language, by_member=True)

        outcomes = []
        for outcome in issue_round(file, folder, ways, (form, paper), at, actor):
            outcomes.append(outcome)
            progress.tell(len(outcomes), len(ways))
            if progress.cancelled:
                break
        return tuple(outcomes)

    return work


def blank_sheets(
    members: Sequence[Member], pages: int, language: Language
) -> Callable[[EvaluationFile, Progress], bytes]:
    """What makes one PDF of all blank sheets of these members; there are so many ``pages`` of them."""

    def work(file: EvaluationFile, progress: Progress) -> bytes:
        from exports.pdf.sheet_page import SheetPage, blank_pages
        from exports.pdf.sheets import sheets_pdf

        def told() -> Iterator[SheetPage]:
            count = 0
            for member in members:
                for page in blank_pages(file.evaluation, member):
                    yield page
                    count += 1
                    progress(count, pages)

        return sheets_pdf(told(), language, by_member=True)

    return work


def round_words(outcomes: Sequence[Outcome], wanted: int, kit: Kit) -> tuple[str, Tone]:
    """What a round came to: how many have got theirs, who has not, and why.

    Args:
        outcomes: fewer than ``wanted`` if the round was cancelled.
        wanted: how many members were to get something.
        kit: the window's.
    """
    say = kit.speaker.say
    done = sum(one.issued is not None for one in outcomes)
    failed = [one for one in outcomes if one.fault]
    parts = [say("Issued to {count} members.", count=done)]
    if len(outcomes) < wanted:
        parts.append(say("Cancelled: the others have got nothing."))
    if idle := [one for one in outcomes if one.issued is None and one.fault is None]:
        parts.append(say("No Excel form is needed by who judges no subject: {names}", names=_names(idle)))
    if failed and failed[0].fault:
        parts.append(say("Not issued to: {names}.", names=_names(failed)))
        parts.append(kit.speaker.phrase(failed[0].fault))
    elif done:
        parts.append(say("Next, write the mails with which the files are sent."))
    return ("" if kit.speaker.japanese else " ").join(parts), Tone.ALARM if failed else Tone.GOOD


def _names(outcomes: Sequence[Outcome]) -> str:
    return "、".join(one.member.name for one in outcomes)
