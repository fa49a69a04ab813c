"""What is remembered of an evaluation's issuing on this computer: ways, folder, letters, mails written.

None of it is part of the evaluation: what was issued stands in the record, the wording of a mail does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from evalapp.language import LANGUAGES
from evalapp.mailing import Honorific, Letter, MailKind, shipped_letter
from evalapp.store.issued import Way
from ui.windows.evaluation.office import Office
from ui.windows.settings import Settings


def issue_folder(office: Office) -> Path:
    """Where files go: beside the evaluation until another folder is chosen."""
    proposed = office.kit.speaker.say("{name} issued", name=office.path.stem)
    chosen = IssueMemory(office.kit.settings, office.evaluation.info.id).folder
    return chosen or office.path.with_name(proposed)


class IssueMemory:
    """Typed access to the settings of one evaluation; a damaged or foreign value counts as absent."""

    def __init__(self, settings: Settings, evaluation_id: str) -> None:
        self._settings = settings
        self._place = f"issuing/{evaluation_id}"

    @property
    def folder(self) -> Path | None:
        """Where files were issued to last."""
        text = self._settings.text(f"{self._place}/folder")
        return Path(text) if text else None

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._settings.set_text(f"{self._place}/folder", str(folder))

    @property
    def language(self) -> str:
        """Of forms, paper and mails: one of ``LANGUAGES``."""
        code = self._settings.text(f"{self._place}/language")
        return code if code in LANGUAGES else LANGUAGES[0]

    @language.setter
    def language(self, code: str) -> None:
        self._settings.set_text(f"{self._place}/language", code)

    @property
    def honorific(self) -> Honorific:
        """What follows names in Japanese mails."""
        text = self._settings.text(f"{self._place}/honorific")
        return Honorific(text) if text in set(Honorific) else Honorific.SAMA

    @honorific.setter
    def honorific(self, honorific: Honorific) -> None:
        self._settings.set_text(f"{self._place}/honorific", honorific.value)

    def ways(self) -> Mapping[str, Way]:
        """The ways chosen, by member id; who is not in it gets a ballot."""
        return {id_: Way(way) for id_, way in self._table("ways").items() if way in set(Way)}

    def choose_way(self, member_ids: Iterable[str], way: Way) -> None:
        """Keep a way for these members."""
        self._keep("ways", {**self._table("ways"), **dict.fromkeys(member_ids, way.value)})

    def letter(self, kind: MailKind, code: str) -> Letter:
        """The text of a mail: the secretariat's own, or the app's."""
        kept = self._table(f"letter-{kind.value}-{code}")
        if isinstance(kept.get("subject"), str) and isinstance(kept.get("body"), str):
            return Letter(kept["subject"], kept["body"])
        return shipped_letter(kind, code)

    def keep_letter(self, kind: MailKind, code: str, letter: Letter) -> None:
        """Keep the secretariat's own text; the app's own is not kept, so that it can be improved."""
        own = {} if letter == shipped_letter(kind, code) else {"subject": letter.subject, "body": letter.body}
        self._keep(f"letter-{kind.value}-{code}", own)

    def mailed_at(self, member_id: str, kind: MailKind) -> datetime | None:
        """When the member's mail of this kind was marked as done."""
        text = self._table(f"mailed-{kind.value}").get(member_id, "")
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return None
        return at if at.tzinfo else None

    def note_mailed(self, member_id: str, kind: MailKind, at: datetime | None) -> None:
        """Mark the member's mail as done ``at`` this moment, or (``None``) as not done."""
        self._keep(
            f"mailed-{kind.value}",
            {**self._table(f"mailed-{kind.value}"), member_id: at.isoformat() if at else ""},
        )

    def _table(self, name: str) -> dict[str, str]:
        try:
            found = json.loads(self._settings.text(f"{self._place}/{name}"))
        except (ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)}

    def _keep(self, name: str, table: Mapping[str, str]) -> None:
        # ASCII: an INI file has an encoding of its own
        self._settings.set_text(f"{self._place}/{name}", json.dumps(table))
