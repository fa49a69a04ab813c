from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.table import Row, Table
from evalapp.table_files import MAX_COLUMNS, MAX_ROWS, read_csv_table, read_json_table, write_csv_table

TOO_LARGE = {"rows": MAX_ROWS, "columns": MAX_COLUMNS}
TEXT = '評価対象,評価項目,評点\r\nＡ,"項目\r\n二行",3\r\n\r\n,,\r\n髙﨑,~x,\r\n'
TABLE = Table(
    ("評価対象", "評価項目", "評点"), (Row(2, ("Ａ", "項目\r\n二行", "3")), Row(5, ("髙﨑", "~x", None)))
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_the_encodings_that_excel_writes(encoding: str) -> None:
    assert read_csv_table(TEXT.encode(encoding)) == TABLE


def test_tabs_instead_of_commas_and_old_line_ends() -> None:
    assert read_csv_table(b"a\tb,c\n1\t2,3\n") == Table(("a", "b,c"), (Row(2, ("1", "2,3")),))
    assert read_csv_table(b"a,b\r1,2\r").rows == (Row(2, ("1", "2")),)


def test_short_rows_are_filled_up_and_long_ones_refused() -> None:
    assert read_csv_table(b"a,b\n1\n2,3,,\n").rows == (Row(2, ("1", None)), Row(3, ("2", "3")))
    with pytest.raises(EvalError) as refusal:
        read_csv_table(b"a,b\n1,2\n1,2,3\n")
    assert (refusal.value.code, refusal.value.params) == ("table-long-row", {"row": 3})


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"\n \n,,\n", "answers-empty", {}),
        (b'a,b\n"1,2\n', "table-broken", {"line": 2}),
        (b'a,b\n1,2\n"1"x,2\n3,4\n', "table-broken", {"line": 3}),
        (b"a,b\n" + b"x" * 200_000, "table-broken", {"line": 2}),
        (b"\xff\xfe\x00", "table-not-text", {}),
        (b"a,\x81\xff", "table-not-text", {}),
        (b"a,b\n" + b"1,2\n" * MAX_ROWS, "table-too-large", TOO_LARGE),
        (b"," * MAX_COLUMNS + b"\n", "table-too-large", TOO_LARGE),
        (b"a,b\n" + b"," * MAX_COLUMNS + b"\n", "table-too-large", TOO_LARGE),
    ],
)
def test_csv_that_is_none(data: bytes, code: str, params: dict[str, object]) -> None:
    with pytest.raises(EvalError) as refusal:
        read_csv_table(data)
    assert (refusal.value.code, refusal.value.params) == (code, params)


def test_the_largest_tables_are_read() -> None:
    assert len(read_csv_table(b"a,b\n" + b"1,2\n" * (MAX_ROWS - 1)).rows) == MAX_ROWS - 1
    widest = b",".join(b"h%d" % number for number in range(MAX_COLUMNS))
    assert len(read_csv_table(widest + b"\n1\n").heads) == MAX_COLUMNS


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4), max_size=5)
)
def test_what_was_written_as_csv_is_read_back(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["h1", "h2", "h3", "h4"], *rows])
    found = read_csv_table(stream.getvalue().encode())
    kept = [[cell if cell.strip() else None for cell in row] for row in rows if any(map(str.strip, row))]
    assert [list(row.cells)[: len(wanted)] for row, wanted in zip(found.rows, kept, strict=True)] == kept


@given(st.binary())
def test_no_bytes_crash_a_reader(data: bytes) -> None:
    for reader in (read_csv_table, read_json_table):
        try:
            found: object = reader(data)
        except EvalError as refusal:
            found = refusal
        assert isinstance(found, Table | EvalError)


def test_json_as_a_list_or_under_answers() -> None:
    items = [{"subject": "A", "points": 3}, {"subject": "", "points": None}, {"points": 2.0, "new": "x"}]
    wanted = Table(("subject", "points", "new"), (Row(1, ("A", 3, None)), Row(3, (None, 2.0, "x"))))
    assert read_json_table(json.dumps(items).encode()) == wanted
    assert read_json_table(json.dumps({"answers": items}).encode("utf-8-sig")) == wanted


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "table-broken", {"line": 1}),
        (b'[\n{"a": 1},\n{"a": }\n]', "table-broken", {"line": 3}),
        (b'[\n{"a": 1}\n', "table-broken", {"line": 3}),
        (b"{}", "table-no-list", {}),
        (b'{"answers": {}}', "table-no-list", {}),
        (b"3", "table-no-list", {}),
        (b"[1]", "table-no-list", {}),
        (b'[{"a": 1}, [2]]', "table-no-list", {}),
        (b'[{"a": []}]', "table-nested", {"item": 1}),
        (b'[{"a": 1}, {}, {"a": {}}]', "table-nested", {"item": 3}),
        (b"[" * 100_000, "table-broken", {"line": 1}),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "table-broken", {"line": 1}),
        (b"\xff", "table-not-text", {}),
        ('[{"a": "あ"}]'.encode("cp932"), "table-not-text", {}),
        (b"[" + b"{}," * MAX_ROWS + b"{}]", "table-too-large", TOO_LARGE),
        (json.dumps([{f"k{n}": 1} for n in range(MAX_COLUMNS + 1)]).encode(), "table-too-large", TOO_LARGE),
    ],
)
def test_json_that_is_none(data: bytes, code: str, params: dict[str, object]) -> None:
    with pytest.raises(EvalError) as refusal:
        read_json_table(data)
    assert (refusal.value.code, refusal.value.params) == (code, params)


CELLS = st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_a_table_that_was_written_is_read_back(rows: list[list[object]]) -> None:
    table = Table(("委員", "b", "c"), tuple(Row(n, tuple(row)) for n, row in enumerate(rows, 2)))
    data = write_csv_table(table)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    found = read_csv_table(data)
    assert found.heads == table.heads
    shown = [[None if cell is None or not str(cell).strip() else str(cell) for cell in row] for row in rows]
    assert [list(row.cells) for row in found.rows] == [row for row in shown if any(row)]
