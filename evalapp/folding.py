"""Text as it is compared, not as it is shown: what looks alike to a reader becomes the same signs.

Folding is for searching only (who is named in a document?). It never changes what is kept or printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

SAME_KANJI = (
    "高髙 崎﨑碕嵜 辺邉邊 吉𠮷 斎齋斉齊 浜濱濵 沢澤 広廣 島嶋嶌 竜龍 滝瀧 桜櫻 国國 真眞 恵惠"
    " 徳德 曽曾 富冨 峰峯 館舘 柳栁桺 柿柹 角⻆ 鉄鐵鉃 関關 円圓 浅淺 児兒 条條 宝寶寳 黒黑"
    " 郷鄕 桑桒 栄榮 瀬瀨 頼賴 蔵藏 万萬 与與 学學 礼禮 寿壽 豊豐 弥彌 静靜 清淸 青靑⻘ 戸戶"
    " 横橫 薮藪籔 槙槇 遥遙 尭堯 亘亙 仏佛 来來 亀龜 岳嶽 巌巖 鴎鷗 鴬鶯 桧檜 会會 竹⺮ 群羣"
    " 梅楳 実實 宮宫 教敎 緑綠 尚尙 将將 荘莊 駒駈 長⻑ 西⻄ 麦⻨ 竜⻯ 黄黃⻩ 歯⻭ 亜亞 県縣"
    " 為爲 団團 芦蘆 鎌鐮 諌諫"
)
"""Kanji of names that are written now one way, now the other. The first of each group stands for all."""

_SMALL_KANA = dict(zip("ァィゥェォッャュョヮヵヶㇰㇱㇲㇳ", "アイウエオツヤユヨワカケクシスト", strict=True))
_LOST = re.compile(
    # accents; spaces, controls and what is not seen; hyphens (and what pdfium makes of one at a line's end);
    # variation selectors. The long sound ー is none of these.
    "[\u0300-\u036f\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\\-\u2010-\u2015\u2212\ufe00-\ufe0f"
    "\U000e0000-\U000e01ef]+"
)
_REPEATED = re.compile("(.)々", re.DOTALL)


def _table() -> dict[int, str]:
    table = {ord(small): large for small, large in _SMALL_KANA.items()}
    for sign in range(0x3041, 0x3097):
        katakana = chr(sign + 0x60)
        table[sign] = _SMALL_KANA.get(katakana, katakana)
    for group in SAME_KANJI.split():
        table |= {ord(other): group[0] for other in group[1:] if other != group[0]}
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """``text`` without spaces, hyphens, accents, case and the differences of ``SAME_KANJI`` and kana.

    Widths are made alike (NFKC), variation selectors and what is not seen are left out, hiragana and small
    kana become katakana of full size, 々 becomes the sign it repeats.
    """
    if text.isascii():
        return _LOST.sub("", text).lower()
    return _unrepeated(_plain(text))


def _plain(text: str) -> str:
    bare = _LOST.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).casefold().translate(_TABLE)


def _unrepeated(text: str) -> str:
    return _REPEATED.sub(r"\1\1", text) if "々" in text else text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where its signs come from.

    Attributes:
        original: as it was found.
        text: folded.
        spans: for each sign of ``text``, the part of ``original`` that it comes from.
    """

    original: str
    text: str
    spans: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of ``original`` that became ``text[start:end]``, which is not empty."""
        return self.spans[start][0], self.spans[end - 1][1]


def folded(text: str) -> Folded:
    """``text`` folded sign by sign; slower than ``fold``."""
    pieces = _clusters(text)
    begins = accumulate((len(piece) for piece in pieces), initial=0)
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    for piece, begin in zip(pieces, begins, strict=False):
        for sign in _folded_cluster(piece):
            signs.append(signs[-1] if sign == "々" and signs else sign)
            spans.append((begin, begin + len(piece)))
    return Folded(text, "".join(signs), tuple(spans))


@lru_cache(maxsize=20_000)
def _folded_cluster(piece: str) -> str:
    return _plain(piece)


def _clusters(text: str) -> list[str]:
    """Signs with the marks that follow them: halves of one sign must not be folded apart."""
    pieces: list[str] = []
    for sign in text:
        if pieces and (unicodedata.combining(sign) or sign in "ﾞﾟ"):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
