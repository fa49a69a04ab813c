"""Make the fallback font: ``python tools/fallback_font.py NotoSansJP-Regular.ttf``.

The result, ``resources/fonts/NotoSansJP-Fallback.ttf``, holds only the characters that at least one of the
shipped BIZ UD fonts lacks (such as U+20BB7). The same source gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "resources/fonts"
MAIN = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDMincho-Regular.ttf")


def missing_characters(source: TTFont) -> set[int]:
    """The code points of ``source`` that at least one main font has no glyph for."""
    held = set.intersection(*(set(TTFont(FONTS / name).getBestCmap()) for name in MAIN))
    return set(source.getBestCmap()) - held


def subset(source: TTFont, characters: set[int]) -> None:
    """Cut ``source`` down to ``characters``: outlines and horizontal metrics, no layout features."""
    options = Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "STAT", "GDEF", "GSUB", "GPOS", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(source)
    source["head"].modified = source["head"].created
    # Format 14 would keep selectors for characters that are no longer here.
    source["cmap"].tables = [table for table in source["cmap"].tables if table.format in {4, 12}]


def main() -> int:
    """Write the font beside the others and say what it holds."""
    font = TTFont(sys.argv[1], recalcTimestamp=False)
    characters = missing_characters(font)
    subset(font, characters)
    target = FONTS / "NotoSansJP-Fallback.ttf"
    font.save(target, reorderTables=True)
    print(f"{target.name}: {len(characters)} characters, {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
