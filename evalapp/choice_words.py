"""The words people write for the choices of a set-up, in both languages, and others understood."""

from __future__ import annotations

from collections.abc import Mapping

from evalapp.mark import normalised

Words = Mapping[str, tuple[str, ...]]
"""For each value of the TOML shape its Japanese word, its English one, and others understood."""

EVALUATION_KINDS: Words = {
    "ex-ante": ("事前評価", "Ex-ante", "事前"),
    "interim": ("中間評価", "Interim", "中間"),
    "final": ("終了時評価", "Final", "終了時", "事後評価", "事後"),
    "follow-up": ("追跡評価", "Follow-up", "追跡"),
}
SUBJECT_KINDS: Words = {
    "project": ("研究開発課題", "Project", "プロジェクト", "課題"),
    "programme": ("複数課題プログラム", "Programme", "プログラム", "program"),
}
ROLES: Words = {"chair": ("座長", "Chair", "委員長"), "member": ("委員", "Member")}
RECUSALS: Words = {
    "conflict": ("辞退（利害関係）", "Conflict", "利害関係", "辞退"),
    "absent": ("欠席", "Absent"),
}
YES = ("○", "Yes", "はい", "true", "y", "◯", "〇")
NO = ("×", "No", "いいえ", "false", "n", "✕", "☓")


def value_of(word: str, words: Words) -> str:
    """The value that ``word`` means, ``word`` itself if none."""
    meant = normalised(word)
    for value, known in words.items():
        if meant == value or meant in map(normalised, known):
            return value
    return word
