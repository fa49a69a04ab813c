"""Where the app keeps what is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalapp.data_folder import data_folder
from evalapp.store.snapshots import snapshot_folder


def test_the_environment_moves_the_folder_and_all_that_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALAPP_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"
    assert not data_folder().exists()  # asking makes nothing
    assert snapshot_folder(tmp_path / "x.evaluation").is_relative_to(data_folder() / "snapshots")


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_folder_is_the_users_own(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVALAPP_DATA")
    if value is not None:
        monkeypatch.setenv("EVALAPP_DATA", value)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert data_folder().is_absolute()
    assert data_folder().name == "evalapp"
