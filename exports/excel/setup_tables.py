"""The sheets and columns of a set-up workbook, in Japanese and English: one list for writing and reading.

Both languages are read whatever the language of the app, so these words are no matter of the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from evalapp.language import Language
from evalapp.mark import normalised


class Kind(Enum):
    """How a cell is understood."""

    TEXT = auto()
    DATE = auto()
    INTEGER = auto()
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    LIST = auto()


Words = Mapping[str, tuple[str, ...]]
"""For each value of the TOML shape its Japanese word, its English one, and others understood."""


@dataclass(frozen=True, slots=True)
class Column:
    """One key of a table.

    Attributes:
        key: as in the TOML shape.
        ja, en: its head.
        words: the values of a choice.
        width: in column units.
    """

    key: str
    ja: str
    en: str
    kind: Kind = Kind.TEXT
    words: Words = field(default_factory=dict)
    required: bool = False
    width: int = 16

    def head(self, language: Language) -> str:
        """The head in ``language``; a required column's ends in an asterisk."""
        return (self.ja if language.code == "ja" else self.en) + (" *" if self.required else "")

    def word(self, value: str, language: Language) -> str:
        """The word for a value of a choice; an unknown value stands for itself."""
        words = self.words.get(value)
        return value if words is None else words[0 if language.code == "ja" else 1]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet: a table of the TOML shape, or the rows of the [evaluation] table."""

    key: str
    ja: str
    en: str
    columns: tuple[Column, ...]

    def name(self, language: Language) -> str:
        """The tab's name."""
        return self.ja if language.code == "ja" else self.en

    def column(self, head: str) -> Column | None:
        """The column with this head in either language, or its key."""
        word = normalised(head.replace("*", "").replace("＊", ""))
        for column in self.columns:
            if word in (normalised(column.ja), normalised(column.en), column.key):
                return column
        return None


EVALUATION_KINDS: Words = {
    "ex-ante": ("事前評価", "Ex-ante", "事前"),
    "interim": ("中間評価", "Interim", "中間"),
    "final": ("終了時評価", "Final", "終了時", "事後評価", "事後"),
    "follow-up": ("追跡評価", "Follow-up", "追跡"),
}
_SUBJECT_KINDS: Words = {
    "project": ("研究開発課題", "Project", "プロジェクト", "課題"),
    "programme": ("複数課題プログラム", "Programme", "プログラム", "program"),
}
_ROLES: Words = {"chair": ("座長", "Chair", "委員長"), "member": ("委員", "Member")}
_RECUSALS: Words = {
    "conflict": ("辞退（利害関係）", "Conflict", "利害関係", "辞退"),
    "absent": ("欠席", "Absent"),
}
_COMMENTS: Words = {
    "positive": ("肯定的意見", "Positive"),
    "issue": ("問題点・改善すべき点", "Issue", "問題点"),
    "recommendation": ("提言", "Recommendation"),
}
YES = ("○", "Yes", "はい", "true", "y", "◯", "〇")
NO = ("×", "No", "いいえ", "false", "n", "✕", "☓")
NONE = ("なし", "None", "無し", "無")

_RUBRIC = Column("rubric", "評価基準", "Rubric", width=18)
_EVALUATION_KIND = Column(
    "evaluation_kind", "評価の種類", "Kind of evaluation", Kind.CHOICE, EVALUATION_KINDS, width=18
)
_ASKED = Column("comments", "求める意見", "Comments asked for", Kind.CHOICES, _COMMENTS, width=34)
_ID = Column("id", "ID", "ID", required=True, width=12)

EVALUATION = TableSheet(
    "evaluation",
    "評価",
    "Evaluation",
    (
        Column("title", "評価の名称", "Title", required=True),
        Column("organisation", "評価実施機関", "Organisation"),
        Column("kind", "評価の種類", "Kind of evaluation", Kind.CHOICE, EVALUATION_KINDS),
        Column("date", "評価日", "Date", Kind.DATE),
        Column("deadline", "提出期限", "Deadline", Kind.DATE),
        Column("contact", "連絡先", "Contact"),
        _RUBRIC,
    ),
)
SUBJECT = TableSheet(
    "subject",
    "評価対象",
    "Subjects",
    (
        _ID,
        Column("title", "名称", "Title", required=True, width=52),
        Column("kind", "種類", "Kind", Kind.CHOICE, _SUBJECT_KINDS, width=20),
        _RUBRIC,
        _EVALUATION_KIND,
        Column("materials", "資料", "Materials", Kind.LIST, width=34),
    ),
)
MEMBER = TableSheet(
    "member",
    "評価委員",
    "Members",
    (
        _ID,
        Column("name", "氏名", "Name", required=True, width=20),
        Column("role", "役割", "Role", Kind.CHOICE, _ROLES, width=10),
        Column("affiliation", "所属", "Affiliation", width=44),
        Column("kana", "ふりがな", "Kana", width=24),
        Column("email", "メール", "E-mail", width=32),
    ),
)
RECUSAL = TableSheet(
    "recusal",
    "辞退",
    "Recusals",
    (
        Column("member", "委員のID", "Member ID", required=True, width=12),
        Column("subject", "評価対象のID", "Subject ID", required=True, width=16),
        Column("kind", "区分", "Kind", Kind.CHOICE, _RECUSALS, width=20),
        Column("reason", "理由", "Reason", width=60),
    ),
)
RUBRIC = TableSheet(
    "rubric",
    "評価基準",
    "Rubrics",
    (
        _ID,
        Column("title", "名称", "Title", required=True, width=44),
        Column("decimals", "平均の小数点以下の桁数", "Decimals of the mean", Kind.INTEGER, width=24),
        _ASKED,
    ),
)
STEP = TableSheet(
    "step",
    "評点の段階",
    "Steps",
    (
        Column("rubric", "評価基準のID", "Rubric ID", required=True, width=18),
        Column("criterion", "評価項目のID", "Criterion ID", width=16),
        _EVALUATION_KIND,
        Column("points", "評点", "Points", Kind.INTEGER, required=True, width=10),
        Column("label", "段階の説明", "Label", width=60),
    ),
)
CRITERION = TableSheet(
    "criterion",
    "評価項目",
    "Criteria",
    (
        Column("rubric", "評価基準のID", "Rubric ID", required=True, width=18),
        _ID,
        Column("title", "評価項目", "Criterion", required=True, width=40),
        Column("scored", "評点を付ける", "Scored", Kind.FLAG, width=14),
        Column("guidance", "着眼点", "Guidance", width=60),
        _ASKED,
    ),
)
TABLES = (EVALUATION, SUBJECT, MEMBER, RECUSAL, RUBRIC, STEP, CRITERION)
GUIDE_NAMES = ("記入要領", "Guide")


def table_named(name: str) -> TableSheet | None:
    """The table on the tab ``name``, in either language."""
    word = normalised(name)
    for table in TABLES:
        if word in (normalised(table.ja), normalised(table.en), table.key):
            return table
    return None


def value_of(word: str, words: Words) -> str:
    """The value that ``word`` means, ``word`` itself if none."""
    meant = normalised(word)
    for value, known in words.items():
        if meant == value or meant in map(normalised, known):
            return value
    return word
