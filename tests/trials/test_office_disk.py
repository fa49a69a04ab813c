"""A disk that takes nothing more while the secretariat works: it is said, nothing is lost, and it goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evalapp.errors import EvalError
from evalapp.setup_draft import Part
from evalapp.setup_edits import set_cell
from tests.trials import faults
from tests.trials.contents import evaluation_contents
from tests.trials.office_stories import build
from tests.ui.windows.conftest import *  # noqa: F403
