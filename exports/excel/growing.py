"""Sheets whose rows grow while somebody writes in them."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose row heights hold until a cell of the row is edited.

    XlsxWriter marks every height as the user's own, and then Excel and LibreOffice never fit the row again: a
    text written into it disappears below its first lines.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]]) -> None:
        fitted = [one for one in attributes if tag != "row" or one[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, fitted)
