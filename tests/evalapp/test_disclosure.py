"""Which spellings of a member count as naming them, and which do not."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evalapp.disclosure import Leftover, Looked, Part, People, Place, What, people_of
from evalapp.disclosure_search import Search
from evalapp.folding import SAME_KANJI, fold, folded
from evalapp.model import Evaluation, Member
from evalapp.record import RecordLine
from evalapp.romaji import romaji_pattern
from tests.builders import INFO, RUBRIC

TAKASE = Member(
    "m1", "髙瀬 惇也", affiliation="青嶺大学 教授", kana="たかせ じゅんや", email="takase@aomine.ac.jp"
)
TSUJIDO = Member("m3", "辻󠄀堂　誠司", kana="つじどう せいじ", email="s-tsujido@aobane.co.jp")
HAYASHI = Member("hayashi-04", "林 修", kana="ハヤシ オサム", email="info@hayashi.co.jp")
SMITH = Member("B", "Ann-Marie Smith", email="am@uni.ac.uk")
PEOPLE = People(
    (TAKASE, TSUJIDO, HAYASHI, SMITH, Member("5", "佐々木 三郎")),
    {"WXCF-JTCT-KVKZ": "m1", "0123456789abcdef0123456789abcdef": "m3"},
    frozenset(("A", "B", "c1")),
    "事務局 hyouka@example.jp",
)
SEARCH = Search(PEOPLE)


def found(text: str, place: Place = Place.PAGE, where: str = "1", **more: object) -> set[tuple[str, str]]:
    """What of whom is found in a text."""
    part = Part(place, where, text, **more)
    return {(one.what.value, one.member) for one in SEARCH.findings(part, in_report=False)}


@pytest.mark.parametrize(
    "text",
    [
        "髙瀬 惇也",
        "高瀬惇也",
        "高\n瀬\n惇\n也",
        "髙瀬　惇也",
        "髙瀬・惇也",
        '"髙瀬","惇也"',
        "髙瀬\xa0惇也",
        "髙\u200b瀬\ufe00惇\u00ad也",
        "委員は高瀬惇也である",
        "Junya Takase",
        "TAKASE Junya",
        "ＴＡＫＡＳＥ，Ｊｕｎｙａ",
        "takase_junya",
        "Zyunya\u00a0Takase",
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    assert ("name", "m1") in found(f"前置き {text} 後")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("辻堂誠司", "m3"),
        ("辻󠄁堂 誠司", "m3"),
        (unicodedata.normalize("NFD", "佐佐木三郎"), "5"),
        ("佐々木三郎", "5"),
        ("ANN-MARIE SMITH", "B"),
        ("Smith, Ann Marie", "B"),
        ("Ann‐Marie\nSmith", "B"),
        ("林修", "hayashi-04"),
    ],
)
def test_variants_of_other_names(text, who):
    assert ("name", who) in found(f"。{text}。")


@pytest.mark.parametrize("courtesy", ["氏", "委員", "先生", "教授", "座長", "様", "さん", "博士", "准教授"])
def test_a_family_name_counts_with_a_courtesy(courtesy):
    assert found(f"高瀬{courtesy}の意見") == {("family_name", "m1")}
    assert found(f"髙瀬　{courtesy}") == {("family_name", "m1")}


@pytest.mark.parametrize(
    "text",
    [
        "高瀬川の水",
        "高瀬",
        "髙瀬氏名",
        "農林委員の意見",
        "林委員会",
        "林様式",
        "林サンプル",
        "森林、修理",
        "農林・修学",
        "planning Ann-Marie Smithson",
        "Smith",
        "blacksmith chair",
        "林博士課程",
        "takasejunyaman",
        "hyouka@example.jp",
        "info@other.co.jp",
        "m1",
        "m1 と m2",
        "B",
        "5",
    ],
)
def test_words_that_name_nobody(text):
    assert found(text) == set()


def test_latin_family_names_count_with_a_title():
    assert found("as Prof. Smith says") == {("family_name", "B")}
    assert found("Ms Smith") == {("family_name", "B")}
    assert found("Smith氏") == {("family_name", "B")}


@pytest.mark.parametrize("text", ["たかせじゅんや", "タカセ　ジュンヤ", "ﾀｶｾ ｼﾞｭﾝﾔ", "タカセ・ジユンヤ"])
def test_readings_in_any_kana(text):
    assert found(f"({text})") == {("kana", "m1")}


def test_mail_addresses():
    assert found("mailto:TAKASE@aomine.ac.jp") == {("mail", "m1")}
    assert found("takase@gmail.example") == {("mail", "m1")}
    assert found("s-\ntsujido＠aobane.co.jp") == {("mail", "m3")}
    assert found("a.takase@x.jp") == set()
    assert found("info@hayashi.co.jp") == {("mail", "hayashi-04")}
    assert found("am@uni.ac.uk, am@other") == {("mail", "B")}
    assert found("xam@other") == set()


def test_the_printed_contact_is_nobodys_secret():
    member = Member("m9", "乙 甲", email="hyouka@example.jp")
    search = Search(People((member,), {}, contact="hyouka@example.jp"))
    assert search.findings(Part(Place.PAGE, "1", "問合せ hyouka@example.jp"), in_report=False) == []


def test_short_ids_count_in_names_of_things_and_in_whole_cells():
    assert found("scores-m1.csv", Place.FILE_NAME) == {("id", "m1")}
    assert found("評価票ｍ１", Place.SHEET_NAME) == {("id", "m1")}
    assert found("m10, am1, m1x", Place.FILE_NAME) == set()
    assert found("A\nM1\n3\n", Place.SHEET, "意見", cuts=((0, "A1"), (2, "B1"), (5, "C1"))) == {("id", "m1")}
    assert found("A\nm1 の\n", Place.SHEET, "意見", cuts=((0, "A1"), (2, "B1"))) == set()
    for cell in ("points_m1", "m1-A-c1", "評価　", "M1_comment"):
        expected = set() if "評" in cell else {("id", "m1")}
        assert found(f"A\n{cell}", Place.TEXT, "", cuts=((0, "1"), (2, "1"))) == expected
    for cell in ("points_m10", "kg/m1", "am1_x", "x m1"):
        assert found(f"A\n{cell}", Place.TEXT, "", cuts=((0, "1"), (2, "1"))) == set()
    assert found("B\n5\nA", Place.SHEET, "表", cuts=((0, "A1"), (2, "B1"), (4, "C1"))) == set()
    assert found("B-5.pdf", Place.FILE_NAME) == set()


def test_a_telling_id_counts_everywhere():
    assert found("see hayashi-04.") == {("id", "hayashi-04")}
    assert found("see hayashi-045.") == set()


def test_codes_link_the_sheets_of_a_member():
    assert found("照合コード WXCF-JTCT-KVKZ") == {("code", "m1")}
    assert found("wxcf jtct\nkvkz") == {("code", "m1")}
    assert found("0123456789ABCDEF0123456789ABCDEF") == {("code", "m3")}
    assert found("WXCF-JTCT-KVK0") == set()


def test_a_finding_names_the_piece_and_shows_the_words_around():
    text = "前\n意見は髙瀬 惇也\nによる\n"
    part = Part(Place.SHEET, "意見", text, ((0, "A1"), (2, "D12"), (11, "E12")))
    (one,) = SEARCH.findings(part, in_report=False)
    assert (one.where, one.what, one.member, one.allowed) == ("意見!D12", What.NAME, "m1", False)
    assert one.excerpt == "前 意見は髙瀬 惇也 による"


def test_a_row_of_the_members_list_is_allowed_in_a_report_only():
    listed = "座長 髙瀬 惇也（たかせ じゅんや） 青嶺大学\n教授\n"
    for text, allowed in (
        (listed, True),
        ("髙瀬惇也\n座長\n青嶺大学教授 1 / 30", True),
        ("髙瀬惇也の意見", False),
    ):
        part = Part(Place.PAGE, "30", text)
        assert {one.allowed for one in SEARCH.findings(part, in_report=True)} == {allowed}
        assert {one.allowed for one in SEARCH.findings(part, in_report=False)} == {False}


def test_a_named_row_of_scores_is_no_list_of_members():
    part = Part(Place.PAGE, "3", "髙瀬 惇也 青嶺大学 教授 3 3 2 1")
    assert [one.allowed for one in SEARCH.findings(part, in_report=True)] == [False]


def test_a_list_does_not_excuse_another_mention_on_its_page():
    part = Part(Place.PAGE, "3", "髙瀬 惇也 青嶺大学 教授\n髙瀬 惇也は反対した")
    assert sorted(one.allowed for one in SEARCH.findings(part, in_report=True)) == [False, True]


def test_the_record_knows_every_code_and_ballot():
    def line(**details: str) -> RecordLine:
        return RecordLine(1, "", "", "", details, "", "")

    evaluation = Evaluation(INFO, (RUBRIC,), (), (TAKASE, SMITH))
    people = people_of(
        evaluation, [line(code="X-1", member="m1"), line(ballot="ab", member="m2"), line(code="-")]
    )
    assert people.codes == {"X-1": "m1", "ab": "m2"}
    assert people.members == (TAKASE, SMITH)
    assert "c1" in people.shared_ids


def test_no_sign_belongs_to_two_groups_of_kanji():
    groups = [set(group) for group in SAME_KANJI.split()]
    firsts = [group[0] for group in SAME_KANJI.split()]
    others = [sign for group, first in zip(groups, firsts, strict=True) for sign in group - {first}]
    assert len(others) == len(set(others))
    assert not set(others) & set(firsts)


SIGNS = st.sampled_from("髙 \n﨑辻\U000e0100がか\u3099ｶﾞｯャー々佐木ée\u0301Aａ-‐\ufffe①㍻ﬁßİ\u00ad@1.𠮷")


@given(st.text(SIGNS | st.characters(codec="utf-8"), max_size=60))
@example("e\u0301々")
@example("々々a")
def test_folding_sign_by_sign_is_folding_at_once(text):
    found = folded(text)
    assert found.text == fold(text)
    assert len(found.spans) == len(found.text)
    assert list(found.spans) == sorted(found.spans)
    assert all(fold(text[start:end]) for start, end in found.spans)


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("つじどう", "tsujido tsujidou tuzidou"),
        ("おおの", "ono ohno oono"),
        ("きょうこ", "kyoko kyouko"),
        ("えっちゅう", "etchu ecchuu"),
        ("しんいち", "shinichi sin'iti"),
        ("ホンマ", "homma honma"),
        ("ファン", "fan huan"),
    ],
)
def test_readings_in_latin_letters(kana, latin):
    pattern = romaji_pattern(kana)
    assert [name for name in latin.split() if not re.fullmatch(pattern, name)] == []


def test_what_is_no_kana_has_no_reading():
    assert romaji_pattern("山田") == ""
    assert romaji_pattern("") == ""


@pytest.mark.parametrize(
    ("name", "leftover"),
    [
        ("report.pdf", None),
        ("older/report.old.pdf", None),
        ("古い(old).pdf", None),
        ("report (old 1).pdf", Leftover.EARLIER_VERSION),
        ("a/summary-en (old 12) - コピー.pdf", Leftover.EARLIER_VERSION),
        ("results.csv~", Leftover.EARLIER_VERSION),
        ("results.csv.BAK", Leftover.EARLIER_VERSION),
        (".~lock.workbook.xlsx#", Leftover.TEMPORARY),
        ("~$workbook.xlsx", Leftover.TEMPORARY),
        (".report.pdf.0123456789ab.tmp", Leftover.TEMPORARY),
        ("~WRL0001.TMP", Leftover.TEMPORARY),
        (".DS_Store", Leftover.TEMPORARY),
        (".backup/report.pdf", Leftover.TEMPORARY),
    ],
)
def test_what_is_left_over_is_told_by_its_name_and_never_clean(name, leftover):
    looked = Looked(name, {Place.FILE_NAME: 1})
    assert looked.leftover is leftover
    assert looked.clean is (leftover is None)
