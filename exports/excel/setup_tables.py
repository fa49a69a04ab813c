"""The sheets and columns of a set-up workbook, in Japanese and English: one list for writing and reading."""

from __future__ import annotations

from evalapp.choice_words import EVALUATION_KINDS, RECUSALS, ROLES, SUBJECT_KINDS, Words
from exports.excel.table_sheets import Column, Kind, TableSheet, table_among

_COMMENTS: Words = {
    "positive": ("肯定的意見", "Positive"),
    "issue": ("問題点・改善すべき点", "Issue", "問題点"),
    "recommendation": ("提言", "Recommendation"),
}

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
        Column("two_person_rule", "二人による確認", "Two-person rule", Kind.FLAG),
    ),
)
SUBJECT = TableSheet(
    "subject",
    "評価対象",
    "Subjects",
    (
        _ID,
        Column("title", "名称", "Title", required=True, width=52),
        Column("kind", "種類", "Kind", Kind.CHOICE, SUBJECT_KINDS, width=20),
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
        Column("role", "役割", "Role", Kind.CHOICE, ROLES, width=10),
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
        Column("kind", "区分", "Kind", Kind.CHOICE, RECUSALS, width=20),
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


def table_named(name: str) -> TableSheet | None:
    """The table on the tab ``name``, in either language."""
    return table_among(TABLES, name)
