"""Japanese readings in Latin letters, as people sign with them and as programs note the author of a file."""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "aiueo"
_ROWS = {
    "アイウエオ": "", "カキクケコ": "k", "サシスセソ": "s", "タチツテト": "t", "ナニヌネノ": "n",
    "ハヒフヘホ": "h", "マミムメモ": "m", "ラリルレロ": "r", "ガギグゲゴ": "g", "ザジズゼゾ": "z",
    "ダヂヅデド": "d", "バビブベボ": "b", "パピプペポ": "p",
}  # fmt: skip
_ODD = {
    "シ": "(?:shi|si)", "チ": "(?:chi|ti)", "ツ": "(?:tsu|tu)", "フ": "(?:fu|hu)", "ジ": "(?:ji|zi)",
    "ヂ": "(?:ji|di|zi)", "ヅ": "(?:zu|du|dzu)", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "w?o",
    "ヴ": "v?u", "ン": "[nm]['’]?", "ー": "h?",
}  # fmt: skip
_GLIDES = {
    "シ": "(?:sh|sy)",
    "チ": "(?:ch|ty|cy)",
    "ジ": "(?:j|zy|jy)",
    "ヂ": "(?:j|dy|zy)",
    "フ": "(?:f|hu)",
    "ヴ": "[vb]",
}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_MORAS = {
    kana: row + vowel for kanas, row in _ROWS.items() for kana, vowel in zip(kanas, _VOWELS, strict=True)
}
_MORAS |= _ODD


def romaji_pattern(kana: str) -> str:
    """A pattern for the Latin spellings (Hepburn, Kunrei, long vowels written or not) of a reading.

    Args:
        kana: hiragana or katakana.

    Returns:
        A regular expression over lower-case text without hyphens and accents; empty if ``kana`` holds other
        signs.
    """
    text = unicodedata.normalize("NFKC", kana)
    signs = [chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in text]
    pieces: list[str] = []
    doubled = False
    for sign in signs:
        if sign == "ッ":
            doubled = True
            continue
        if sign in _SMALL and pieces:
            pieces[-1] = _glided(pieces[-1], sign)
            continue
        if sign not in _MORAS:
            return ""
        piece = f"(?:{_MORAS[sign]})" if sign not in _ODD else _MORAS[sign]
        # ッ doubles the sound that follows; before ch it is often written t
        pieces.append(("[a-z]" if doubled else "") + piece)
        doubled = False
    return _with_long_vowels(signs, pieces)


def _glided(piece: str, small: str) -> str:
    """キ and ャ are one sound."""
    for kana, glide in _GLIDES.items():
        if piece.endswith(_ODD[kana]):
            return piece.removesuffix(_ODD[kana]) + glide + _SMALL[small]
    stem = re.sub(r"[iue]\)$", "", piece)
    return f"{stem}y?{_SMALL[small]})" if stem != piece else piece + _SMALL[small]


def _with_long_vowels(signs: list[str], pieces: list[str]) -> str:
    """おう and おお are also written o and oh, うう also u."""
    kept = [sign for sign in signs if sign not in _SMALL and sign != "ッ"]
    for place in range(1, len(pieces)):
        before = pieces[place - 1].rstrip(")")
        if (before.endswith("o") and kept[place] in "ウオ") or (before.endswith("u") and kept[place] == "ウ"):
            pieces[place] = "[uoh]?"
    return "".join(pieces)
