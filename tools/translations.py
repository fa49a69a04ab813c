"""Keep the gettext catalogue: ``python tools/translations.py [PAIRS.json]`` extracts, merges and compiles.

PAIRS.json holds ``{"English": "日本語"}`` for sentences that are new. Sentences no longer in the code are
dropped. The compiled catalogue is committed; a test holds it against its source.
"""

from __future__ import annotations

import fcntl
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources/translations/ja/LC_MESSAGES"
ROOMS = ("evalapp", "exports", "ui")
KEYWORDS = {"_": None, "gettext": None, "N_": None, "say": None}


def extracted() -> Catalog:
    """All sentences marked in the code, with the files that hold them."""
    catalog = Catalog(
        locale="ja", domain="evalapp", fuzzy=False, project="evalapp", copyright_holder="evalapp"
    )
    for room in ROOMS:
        for name, _line, message, _comments, _context in extract_from_dir(
            ROOT / room, [("**.py", "python")], keywords=KEYWORDS
        ):
            catalog.add(message, locations=[(f"{room}/{name}", 0)])
    return catalog


def merged(pairs: dict[str, str]) -> Catalog:
    """The extracted sentences with the translations held so far and those of ``pairs``."""
    catalog = extracted()
    source = FOLDER / "evalapp.po"
    old = read_po(source.open("rb"), locale="ja") if source.exists() else Catalog(locale="ja")
    for message in catalog:
        if message.id:
            known = old.get(message.id)
            message.string = pairs.get(message.id) or (known.string if known else "")
    return catalog


def main() -> int:
    """Write the catalogue and its compiled form; list what has no translation yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    # this file itself: a lock file of its own would have to be removed while others wait for it
    with Path(__file__).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pairs = json.loads(Path(sys.argv[1]).read_text("utf-8")) if len(sys.argv) > 1 else {}
        catalog = merged(pairs)
        # A date of its own: Babel writes None as the word None and then cannot read it.
        catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
        with (FOLDER / "evalapp.po").open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
        with (FOLDER / "evalapp.mo").open("wb") as file:
            write_mo(file, catalog)
    missing = [message.id for message in catalog if message.id and not message.string]
    print("\n".join(f"no translation: {message}" for message in missing) or "all translated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
