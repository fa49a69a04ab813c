"""Cell styles with names, as in Excel's list of styles: XlsxWriter itself writes none but Normal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.packager import Packager  # type: ignore[import-untyped]

_XF = re.compile(r"<xf [^>]*/>|<xf .*?</xf>")
_CELL_FORMATS = re.compile(r"<cellXfs .*?</cellXfs>")
_STYLE_FORMATS = re.compile(r"<cellStyleXfs .*?</cellStyleXfs>")
_STYLE_NAMES = re.compile(r"<cellStyles .*?</cellStyles>")
_NORMAL = '<cellStyle name="Normal" xfId="0" builtinId="0"/>'


class StyledWorkbook(Workbook):  # type: ignore[misc]
    """A workbook whose formats can carry the name of a style: who changes the style changes the cells."""

    def __init__(self, file: object, options: dict[str, object]) -> None:
        super().__init__(file, options)
        self._named: dict[str, Format] = {}

    def define_style(self, name: str, properties: dict[str, object]) -> int:
        """The number of the style ``name``, made with ``properties`` at its first use.

        A cell's format belongs to it when its ``xf_id`` is this number.
        """
        if name not in self._named:
            style = self.add_format(properties)
            style.xf_id = len(self._named) + 1
            # only what has an index is written, and no cell need have the style's own format
            style._get_xf_index()  # noqa: SLF001
            self._named[name] = style
        return int(self._named[name].xf_id)

    def _get_packager(self) -> Packager:
        # XlsxWriter's own place to put in another packager
        return _StyledPackager([(name, style.xf_index) for name, style in self._named.items()])


class _StyledPackager(Packager):  # type: ignore[misc]
    def __init__(self, styles: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._styles = styles

    def _write_styles_file(self) -> None:
        super()._write_styles_file()
        part = self.filenames[-1][0]
        text = with_styles(part.getvalue(), self._styles)
        part.seek(0)
        part.truncate()
        part.write(text)


def with_styles(xml: str, styles: Sequence[tuple[str, int]]) -> str:
    """The part ``styles.xml`` with these styles beside Normal.

    Args:
        xml: as XlsxWriter writes it, with one style.
        styles: name and index of the cell format that the style is made of; the first has the number 1.
    """
    cells = _CELL_FORMATS.search(xml)
    if cells is None or xml.count("<cellStyle ") != 1:
        raise ValueError("XlsxWriter writes its styles in another way")
    formats = _XF.findall(cells[0])
    made = "".join(re.sub(r' xfId="\d+"', "", formats[index]) for _name, index in styles)
    names = "".join(
        f"<cellStyle name={quoteattr(name)} xfId={quoteattr(str(number))}/>"
        for number, (name, _index) in enumerate(styles, 1)
    )
    count = len(styles) + 1
    normal = _XF.findall(_STYLE_FORMATS.search(xml)[0])[0]  # type: ignore[index]
    xml = _STYLE_FORMATS.sub(
        lambda _: f'<cellStyleXfs count="{count}">{normal}{made}</cellStyleXfs>', xml, count=1
    )
    return _STYLE_NAMES.sub(
        lambda _: f'<cellStyles count="{count}">{_NORMAL}{names}</cellStyles>', xml, count=1
    )
