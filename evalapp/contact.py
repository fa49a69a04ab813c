"""What can be read out of the contact that a secretariat gives in its own words."""

from __future__ import annotations

import re
import unicodedata

_MAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,63}"
)


def mail_address_in(text: str) -> str:
    """The first mail address in ``text``, in half width; empty if there is none.

    >>> mail_address_in("事務局　電話 03-0000-0000　ｈｙｏｕｋａ＠example.jp（担当：鈴木）")
    'hyouka@example.jp'
    """
    found = _MAIL.search(unicodedata.normalize("NFKC", text))
    return found[0] if found else ""


def is_mail_address(text: str) -> bool:
    """Whether ``text`` is one mail address and nothing else, in full or half width.

    >>> is_mail_address("hyouka@example.jp"), is_mail_address("a@example.jp, b@example.jp")
    (True, False)
    """
    return bool(_MAIL.fullmatch(unicodedata.normalize("NFKC", text).strip()))
