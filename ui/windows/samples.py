"""The samples to try the app with, made in the app's own folder when somebody wants them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from evalapp.data_folder import data_folder

MEMBERS, OFFICE = "sample", "sample-office"
"""The folders of the member's sample and of the secretariat's, below the app's own."""

_ACTOR = "sample"


class MakeSample(Protocol):
    """Finds or makes a sample."""

    def __call__(self, at: datetime, *, anew: bool) -> Path:
        """The file to open; ``at``: now, UTC."""


def member_sample(at: datetime, *, anew: bool) -> Path:
    """The member's ballot, made if there is none; ``anew``: a new one, the old one is kept aside.

    Raises:
        EvalError: what the file system refuses.
    """
    from evalapp.sample import fresh_sample_ballot, sample_ballot

    make = fresh_sample_ballot if anew else sample_ballot
    return make(data_folder() / MEMBERS, at, _ACTOR)


def office_sample(at: datetime, *, anew: bool) -> Path:
    """The secretariat's evaluation with all answers; ``anew`` and faults as for ``member_sample``."""
    from evalapp.sample import fresh_sample_evaluation, sample_evaluation
    from exports.outline.words import heading_keys

    make = fresh_sample_evaluation if anew else sample_evaluation
    return make(data_folder() / OFFICE, at, _ACTOR, heading_keys())
