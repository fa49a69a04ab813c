"""Cell styles with names, as in Excel's list of styles: XlsxWriter itself writes none but Normal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.packager import Packager  # type: ignore[import-untyped]

_XF = re.compile(r"<xf [^>]*/>|<xf .*?</xf>")
_CELL_FORMATS = re.compile(r"<cellXfs .*?</cellXfs>")
_ALIGNMENT = re.compile(r"<alignment [^>]*/>")
_STYLE_FORMATS = re.compile(r"<cellStyleXfs .*?</cellStyleXfs>")
_STYLE_NAMES = re.compile(r"<cellStyles .*?</cellStyles>")
_APPLIED = {"NumberFormat": "numFmtId", "Font": "fontId", "Fill": "fillId", "Border": "borderId"}
_APPLY = re.compile(r' apply(?:NumberFormat|Font|Fill|Border|Alignment)="1"')
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
    normal = _XF.findall(_STYLE_FORMATS.search(xml)[0])[0]  # type: ignore[index]
    made = [normal, *(re.sub(r' xfId="\d+"', "", formats[index]) for _name, index in styles)]
    names = "".join(
        f'<cellStyle name="{escape(name)}" xfId="{number}"/>'
        for number, (name, _index) in enumerate(styles, 1)
    )
    own = "".join(_of_style(one, made) for one in formats)
    parts = {
        _CELL_FORMATS: f'<cellXfs count="{len(formats)}">{own}</cellXfs>',
        _STYLE_FORMATS: f'<cellStyleXfs count="{len(made)}">{"".join(made)}</cellStyleXfs>',
        _STYLE_NAMES: f'<cellStyles count="{len(made)}">{_NORMAL}{names}</cellStyles>',
    }
    for pattern, part in parts.items():
        xml = pattern.sub(lambda _, part=part: part, xml, count=1)  # type: ignore[misc]
    return xml


def _of_style(cell: str, styles: Sequence[str]) -> str:
    """A cell's format that says where it differs from its style: all else follows when the style changes."""
    own = _attributes(cell)
    number = int(own["xfId"])
    if not number:
        return cell
    of_style = _attributes(styles[number])
    differs = [name for name, key in _APPLIED.items() if own[key] != of_style[key]]
    if _ALIGNMENT.findall(cell) != _ALIGNMENT.findall(styles[number]):
        differs.append("Alignment")
    plain = _APPLY.sub("", cell)
    flags = "".join(f' apply{name}="1"' for name in differs)
    return re.sub(r"/?>", lambda end: flags + end[0], plain, count=1)


def _attributes(xf: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="([^"]*)"', xf.partition(">")[0]))
