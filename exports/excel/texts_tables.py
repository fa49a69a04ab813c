"""The sheets and columns of a texts workbook, in Japanese and English: one list for writing and reading."""

from __future__ import annotations

from evalapp.choice_words import Words
from exports.excel.table_sheets import Column, Kind, TableSheet, table_among

_CHAPTERS: Words = {
    "projects": ("研究開発課題の評価", "Projects", "課題の評価"),
    "programme": ("複数課題プログラムの評価", "Programme", "プログラムの評価"),
    "reviews": ("所見", "Remarks"),
    "committee": ("委員名簿", "Members"),
    "meetings": ("開催経過", "Meetings"),
}
_SECTIONS: Words = {
    "consensus": ("総合評価", "Overall judgement"),
    "criteria": ("評価項目ごとの評価", "Criteria"),
    "recommendations": ("提言", "Recommendations"),
    "scores": ("評点結果", "Scores"),
}
_OPINIONS: Words = {
    "unlinked": ("順不同（委員が特定されない順）", "Unlinked", "順不同"),
    "as-listed": ("名簿順", "As listed"),
}

_SUBJECT = Column("subject", "評価対象のID", "Subject ID", required=True, width=14)
_RESPONSES = (
    Column("response", "対処方針", "Response", Kind.PASSAGE, width=50),
    Column("response_2", "対処方針（第2回）", "Response (round 2)", Kind.PASSAGE, width=28),
    Column("response_3", "対処方針（第3回）", "Response (round 3)", Kind.PASSAGE, width=28),
)

REPORT = TableSheet(
    "report",
    "報告書",
    "Report",
    (
        Column("title", "報告書の表題", "Title", Kind.PASSAGE),
        Column("part", "部の見出し", "Heading of the part", Kind.PASSAGE),
        Column("lead", "前書き", "Note in front", Kind.PASSAGE),
        Column("committee", "検討会の名称", "Committee", Kind.PASSAGE),
        Column("reviewing_body", "所見を述べる会議の名称", "Reviewing body", Kind.PASSAGE),
        Column("chapters", "章とその順序", "Chapters in order", Kind.ORDER, _CHAPTERS),
        Column("sections", "評価対象ごとの節とその順序", "Sections in order", Kind.ORDER, _SECTIONS),
        Column("opinions", "委員の意見の並べ方", "Order of opinions", Kind.CHOICE, _OPINIONS),
        Column("based_on", "元の文章の照合番号", "Based on", Kind.KEPT),
        Column("evaluation", "評価の識別番号", "Evaluation", Kind.KEPT),
    ),
)
HEADING = TableSheet(
    "heading",
    "見出し",
    "Headings",
    (
        Column("key", "見出しの記号", "Key", Kind.KEPT, required=True, width=26),
        Column("shipped", "標準の見出し（参考）", "Standard heading (for reading)", Kind.SHOWN, width=52),
        Column("text", "この報告書での見出し", "Heading in this report", Kind.PASSAGE, width=64),
    ),
)
JUDGEMENT = TableSheet(
    "judgement",
    "総合評価",
    "Joint judgements",
    (
        _SUBJECT,
        Column("subject_title", "評価対象（参考）", "Subject (for reading)", Kind.SHOWN, width=22),
        Column("criterion", "評価項目のID", "Criterion ID", width=14),
        Column("criterion_title", "評価項目（参考）", "Criterion (for reading)", Kind.SHOWN, width=22),
        Column("text", "総合評価", "Joint judgement", Kind.PASSAGE, width=92),
    ),
)
RECOMMENDATION = TableSheet(
    "recommendation",
    "提言",
    "Recommendations",
    (
        _SUBJECT,
        Column("text", "提言", "Recommendation", Kind.PASSAGE, required=True, width=56),
        *_RESPONSES,
    ),
)
FINDING = TableSheet(
    "finding",
    "所見",
    "Remarks",
    (
        _SUBJECT,
        Column("title", "所見の見出し", "Review", Kind.PASSAGE, required=True, width=22),
        Column("theme", "項目", "Theme", Kind.PASSAGE, width=16),
        Column("text", "所見", "Remark", Kind.PASSAGE, width=50),
        *_RESPONSES,
    ),
)
MEETING = TableSheet(
    "meeting",
    "開催経過",
    "Meetings",
    (
        Column("date", "開催日", "Date", Kind.DATE, width=14),
        Column("title", "会議", "Meeting", Kind.PASSAGE, required=True, width=36),
        Column("agenda", "議事", "Agenda", Kind.PASSAGE, width=80),
    ),
)
TABLES = (REPORT, HEADING, JUDGEMENT, RECOMMENDATION, FINDING, MEETING)


def table_named(name: str) -> TableSheet | None:
    """The table on the tab ``name``, in either language."""
    return table_among(TABLES, name)
