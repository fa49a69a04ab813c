"""What several trials work with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.trials.stage import Zygote


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """A warm process that runs commands in forks of itself."""
    with Zygote(tmp_path_factory.mktemp("data")) as process:
        yield process
