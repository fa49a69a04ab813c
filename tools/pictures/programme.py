"""Which scenes are played, and in which looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.pictures import intake_scenes as intake
from tools.pictures import office_scenes as office
from tools.pictures import publishing_scenes as publishing
from tools.pictures import result_scenes as result
from tools.pictures import setup_scenes as setup
from tools.pictures import sheet_scenes as sheet
from tools.pictures import window_scenes as other
from tools.pictures.parts import Part
from tools.pictures.studio import SIZE, Studio

Play = Callable[[Studio], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is played, and how.

    Attributes:
        suffix: put behind the names of its pictures.
        size: of the windows.
    """

    play: Play
    suffix: str = ""
    code: str = "ja"
    look: str = "light"
    text_size: int = 100
    size: tuple[int, int] = SIZE


_MEMBER_MAIN: list[Play] = [
    *(other.start_recent, sheet.sheet_half, sheet.sheet_materials, other.overview, other.hand_in_gaps)
]
_OFFICE_MAIN: list[Play] = [
    *(setup.setup, office.issue, office.mails, office.watch, intake.intake_plan, intake.intake_tabs),
    *(intake.paper, result.results, result.results_internal, publishing.closing, publishing.publishing_check),
    *(publishing.publishing_texts, publishing.record),
]


def programme(part: Part) -> list[Scene]:
    """The scenes of a part in the order in which they are played."""
    if part is Part.MEMBER:
        return _member()
    if part is Part.OFFICE:
        return _office()
    if part is Part.LOOKS:
        return _office_looks()
    doubled: list[Play] = [*_MEMBER_MAIN, setup.setup_empty, office.watch, result.results]
    return [Scene(play, "-4k", size=(1920, 1080)) for play in doubled]


def _member() -> list[Scene]:
    plain: list[Play] = [
        *(other.start, other.start_recent, other.start_faults, sheet.sheet_empty, sheet.sheet_half),
        *(sheet.sheet_full, sheet.sheet_guidance, sheet.sheet_materials, sheet.recusal, sheet.recusal_set_up),
        *(sheet.key_refused, sheet.comment_notes, sheet.undone, sheet.menus, other.overview),
        *(other.hand_in_gaps, other.hand_in_complete, other.hand_in_late, other.hand_in_refused),
        *(other.not_saved, other.opened_elsewhere, other.taken_in, other.copies, other.printing),
        other.dialogs,
    ]
    looked_at: list[Play] = [
        *(other.start_recent, sheet.sheet_half, sheet.recusal, sheet.key_refused, sheet.sheet_materials),
        *(other.overview, other.hand_in_gaps, other.not_saved, other.copies, other.taken_in),
    ]
    large = [*_MEMBER_MAIN, sheet.recusal, other.not_saved, other.copies, sheet.menus]
    return [
        *(Scene(play) for play in plain),
        *(Scene(play, "-dark", look="dark") for play in looked_at),
        *(Scene(play, "-contrast", look="contrast") for play in looked_at),
        *(Scene(play, "-english", code="en") for play in plain),
        *(Scene(play, "-150", text_size=150) for play in large),
        *_narrow(large, _MEMBER_MAIN),
    ]


def _office() -> list[Scene]:
    largest: list[Play] = [
        *(setup.setup_largest, office.issue_largest, office.watch_largest, intake.intake_largest),
        *(result.results_largest, result.meeting_largest, publishing.publishing_largest),
    ]
    plain: list[Play] = [
        *(setup.start_office, setup.new_evaluation, setup.setup, setup.setup_empty, setup.setup_problems),
        *(setup.setup_rubrics, setup.setup_changing, setup.setup_changing_most, office.issue),
        *(office.issue_paper, office.mails, office.watch, office.watch_issued, intake.intake_empty),
        *(intake.intake_plan, intake.intake_confirmed, intake.intake_working, intake.intake_tabs),
        *(intake.paper, result.results_empty, result.results, result.results_internal),
        *(result.results_compared, result.meeting, publishing.closing, publishing.closing_asked),
        *(publishing.publishing, publishing.publishing_empty, publishing.publishing_check),
        *(publishing.publishing_texts, publishing.record, publishing.record_faults),
        *(office.window_states, office.window_questions, office.window_menus),
        *largest,
    ]
    return [
        *(Scene(play) for play in plain),
        *(Scene(play, "-english", code="en") for play in plain if play not in largest),
    ]


def _office_looks() -> list[Scene]:
    looked_at = [*_OFFICE_MAIN, setup.setup_rubrics, setup.setup_changing, office.window_states]
    contrast: list[Play] = [office.watch, intake.intake_plan, intake.paper, result.results]
    return [
        *(Scene(play, "-dark", look="dark") for play in looked_at),
        *(Scene(play, "-contrast", look="contrast") for play in contrast),
        *(
            Scene(play, "-dark-english", code="en", look="dark")
            for play in (setup.setup_rubrics, setup.setup)
        ),
        *(Scene(play, "-150", text_size=150) for play in (*_OFFICE_MAIN, setup.setup_rubrics)),
        *_narrow(_OFFICE_MAIN, [setup.setup, office.watch, intake.intake_plan, result.results]),
    ]


def _narrow(large: list[Play], main: list[Play]) -> list[Scene]:
    """With large letters, or on a narrow screen."""
    return [
        *(Scene(play, "-200", text_size=200) for play in large),
        *(Scene(play, "-200-english", code="en", text_size=200) for play in main),
        *(Scene(play, "-1024", size=(1024, 728)) for play in main),
        *(Scene(play, "-1024-english", code="en", size=(1024, 728)) for play in main),
    ]
