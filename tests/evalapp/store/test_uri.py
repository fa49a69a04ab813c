from __future__ import annotations

import sqlite3
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from evalapp.store.database import sqlite_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/tmp/a b.evaluation"), "file:///tmp/a%20b.evaluation?mode=rw"),
        (PureWindowsPath(r"C:\評価\x.evaluation"), "file:///C%3A/%E8%A9%95%E4%BE%A1/x.evaluation?mode=rw"),
        (PureWindowsPath(r"\\server\share\x.evaluation"), "file:////server/share/x.evaluation?mode=rw"),
    ],
)
def test_the_address_of_a_file(path: PurePosixPath, uri: str) -> None:
    assert sqlite_uri(path, read_only=False) == uri
    assert sqlite_uri(path, read_only=True).endswith("?mode=ro")


def test_a_network_share_is_an_address_that_sqlite_takes(tmp_path: Path) -> None:
    """Here the first folders stand for the server and the share; the two slashes are what matters."""
    (tmp_path / "評価 1.db").touch()
    share = PureWindowsPath("\\\\" + "\\".join((tmp_path / "評価 1.db").parts[1:]))
    assert sqlite_uri(share, read_only=False).startswith(f"file:////{tmp_path.parts[1]}/")
    connection = sqlite3.connect(sqlite_uri(share, read_only=False), uri=True)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert (tmp_path / "評価 1.db").stat().st_size > 0
    with pytest.raises(sqlite3.OperationalError, match="invalid uri authority"):
        sqlite3.connect(f"{share.as_uri()}?mode=rw", uri=True)


@pytest.mark.parametrize("name", ["a?mode=memory.db", "a#b.db", "100%.db", "a&b.db", "𠮷.db"])
def test_sqlite_opens_the_very_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.touch()
    connection = sqlite3.connect(sqlite_uri(path, read_only=False), uri=True)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert path.stat().st_size > 0
    assert [one.name for one in tmp_path.iterdir()] == [name]
