"""The report's evaluation part as PDF, read back with other programs."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace

import pikepdf
import pytest

from evalapp.model import Comment
from evalapp.rubric import CommentKind
from evalapp.texts import Chapter, Finding, Recommendation, Review, Section, SubjectTexts
from exports.outline.blocks import Edition, Heading, JointText, MeetingList, MemberList, Opinions, Responses
from exports.outline.compose import compose
from exports.pdf.report import report_pdf
from exports.typesetting.kinsoku import NO_END, NO_START
from tests import builders
from tests.exports import pdf_reading as pdf
from tests.exports.written import EN, outline_of, pdf_of, texts, written_report

FOOT = re.compile(
    r"(?:委員名入り：公表用ではありません)?(?:（案）)?仮の報告書\d+/\d+(?:第[１-９]章.*|第２部評価)?$"
)
SENTENCES = (
    "培養装置（3台）の導入で、「作業時間」を約40％短縮した。",
    "iPS 細胞の供給は、２０２２年度に1,200本、翌年度に３．５倍へと増えた……。",
    "ＧＭＰ・ＧＣＴＰへの適合（変更管理を含む）については、規制当局との協議を続けるべきである！",
    "データの共有――特にロット間のばらつき――が、参画企業の「共通言語」になりつつある。",
    "なぜ、そのような結果になったのか？　ヘッドクォーターの見解を問う。",
)


def corpus(length: int, seed: int) -> str:
    """Sentences, filled up to exactly ``length`` characters."""
    chance = random.Random(seed)
    found = ""
    while len(found) <= length - max(map(len, SENTENCES)):
        found += chance.choice(SENTENCES)
    return found.ljust(length, "続")


def raw_pages(data: bytes) -> list[list[str]]:
    """The lines of each page in the order they were drawn."""
    found = pdf.run("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", data=data).split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in found]


def bodies(data: bytes) -> list[list[str]]:
    """The same without the feet."""
    return [[line for line in page if not FOOT.fullmatch(flat(line))] for page in raw_pages(data)]


def flowing(data: bytes) -> str:
    """All text without space, without heads and feet of pages and without the heads that return."""
    found = ""
    for page in raw_pages(data):
        text = FOOT.sub("", re.sub(r"\s", "", "".join(page)))
        found += re.sub(r"^(?:提言|所見)対処方針", "", text)
    return found


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf_of(written_report())


@pytest.fixture(scope="module")
def draft() -> bytes:
    return pdf_of(written_report(replace(texts(), subjects={})), edition=Edition.DRAFT)


def test_every_text_of_the_outline_is_printed_in_its_order(printed):
    found = flowing(printed)
    at = found.index("第２部評価枠の中は")  # on its own page after the contents
    for block in outline_of(written_report()).blocks:
        expected: list[str] = []
        if isinstance(block, Heading | JointText):
            expected = [block.text]
        elif isinstance(block, Opinions):
            expected = [f"【{block.heading}】", *(item.text for item in block.items)]
        elif isinstance(block, Responses):
            for row in block.rows:
                said = [word for label, text in row.responses for word in (label, text) if word]
                expected += [*([f"＜{row.theme}＞"] if row.theme else []), row.text, *said]
        elif isinstance(block, MemberList):
            expected = [f"{one.role}{one.name}{one.affiliation}" for one in block.members]
        elif isinstance(block, MeetingList):
            expected = [f"{one.title}{one.day}{one.agenda}" for one in block.meetings]
        for text in expected:
            at = found.index(flat(text), at) + len(flat(text))
    assert found[at:].startswith("集計：令和4年12月24日12:04")


def test_the_scores_stand_with_their_chart_in_every_project(printed):
    text = flowing(printed)
    for project in builders.GOLDEN["projects"]:
        for mean, scores in zip(project["printed"], project["scores"], strict=True):
            assert f"{mean}{''.join(map(str, scores))}" in text
    assert text.count("評価項目別の平均評点") == 3


def test_empty_reviews_are_boxes_of_a_decent_height_under_their_heads(printed):
    """Between an empty review's heads and the next review's title lies more than two lines of nothing."""
    boxes = pdf.run("pdftotext", "-bbox", "-", "-", data=printed)
    words = re.findall(r'yMin="(.+?)" xMax=".+?" yMax="(.+?)">(.+?)</word>', boxes)
    place = next(i for i, word in enumerate(words) if word[2] == "の終わりの審議")
    heads = next(word for word in words[place:] if word[2] == "対処方針")
    following = next(word for word in words[place:] if word[2] == "の初めの審議")
    assert float(following[0]) - float(heads[1]) > 60


def test_the_contents_tell_the_pages_and_lead_there(printed):
    with pikepdf.open(io.BytesIO(printed)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        links = []
        for page in file.pages:
            for annotation in page.get("/Annots", []):
                assert annotation.Border == [0, 0, 0] or list(annotation.get("/Border", [0]))[-1] == 0
                links.append(numbers[_target(file, annotation).objgen])
    listed = [one for one in outline_of(written_report()).blocks if isinstance(one, Heading) and one.listed]
    lines = [line for line in raw_pages(printed)[1][1:] if not line.startswith("仮の報告書")]
    pages = raw_pages(printed)
    entries = [re.fullmatch(r"(.+?)\s*(\d+)", line) for line in lines[: len(listed)]]
    assert [flat(entry[1]) for entry in entries if entry] == [flat(one.text) for one in listed]
    for entry, link in zip(entries, links, strict=True):
        assert int(entry[2]) == link
        assert flat(entry[1]) in map(flat, pages[link - 1])


def _target(file: pikepdf.Pdf, annotation: pikepdf.Object) -> pikepdf.Object:
    place = annotation.Dest
    if isinstance(place, pikepdf.Array):
        return place[0]
    return file.Root.Dests[str(place)][0]


def test_the_outline_holds_every_listed_heading_by_level(printed):
    found = pdf.outline(printed)
    listed = [one for one in outline_of(written_report()).blocks if isinstance(one, Heading) and one.listed]
    assert found[0] == (0, "目次")
    assert [title for _level, title in found[1:]] == [one.text for one in listed]
    levels = dict(reversed([(title, level) for level, title in found]))
    assert levels["第２部　評価"] == 0
    assert levels["第１章　研究開発課題（プロジェクト）の評価"] == 1
    assert levels[f"Ａ　{builders.GOLDEN['projects'][0]['title']}"] == 2
    assert levels["１．総合評価"] == 3
    # directly under their chapter
    assert levels["１．当省（国）が実施することの必要性"] == 2


def test_pages_are_numbered_and_chapters_begin_on_new_ones(printed):
    pages = [flat("".join(page)) for page in raw_pages(printed)]
    assert "仮の報告書1/" not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"仮の報告書{number}/{len(pages)}" in page
    for page in pages[3:]:
        assert not re.search(r".第[１-９]章(?!.{0,40}$)", page)
    assert sum(bool(re.match("第[１-５]章", page)) for page in pages) == 5


def test_a_draft_says_so_on_the_cover_and_every_page_and_shows_what_is_missing(draft, printed):
    pages = [flat("".join(page)) for page in raw_pages(draft)]
    assert all("（案）" in page for page in pages)
    assert "（案）" not in flowing(printed)
    text = flowing(draft)
    assert text.count("（総合評価はまだ記入されていません）") == 10
    assert text.count("（提言はまだ記入されていません）") == 4
    assert "まだ記入されていません" not in flowing(printed)


def test_the_cover_tells_title_kind_day_and_organisation(printed):
    assert flat("".join(raw_pages(printed)[0])) == "仮の報告書第２部評価令和4年12月23日評価検討会"


def test_all_fonts_are_embedded_and_the_file_is_sound(printed, draft, tmp_path):
    for data in (printed, draft):
        assert {tuple(row[1:]) for row in pdf.fonts(data)} == {("yes", "yes", "yes")}
        assert "No syntax or stream encoding errors found" in pdf.check(data, tmp_path)
        pdf.assert_inside(data)


def test_metadata_and_language(printed):
    told = pdf.metadata(printed)
    assert told["/Title"] == "仮の報告書"
    assert told["/Author"] == "評価検討会"
    assert told["/CreationDate"] == told["/ModDate"] == "D:20221224030405Z"
    assert told["Lang"] == "ja-JP"
    english = report_pdf(compose(written_report(), EN, Edition.FINAL, named=False), EN, builders.NOW)
    assert pdf.metadata(english)["Lang"] == "en"
    assert "Part2:Evaluation" in pdf.text(english)


def test_the_same_outline_gives_the_same_bytes(printed):
    assert pdf_of(written_report()) == printed


def test_members_are_named_in_their_list_and_in_a_named_edition_only(printed):
    plan = replace(texts(), chapters=(Chapter.PROJECTS, Chapter.PROGRAMME, Chapter.REVIEWS))
    data = pdf_of(written_report(plan))
    assert "委員1" not in flowing(data)
    assert "第1大学" not in flowing(data)
    assert "委員 1".encode("utf-16-be") not in pdf.everything(data)
    # the list alone
    assert flowing(printed).count("委員1") == 1
    assert "委員名入り" not in flowing(printed)
    named = pdf_of(written_report(plan), named=True)
    assert all("委員名入り：公表用ではありません" in flat("".join(page)) for page in raw_pages(named))
    # once over a column of each of the four tables' subjects that have scores, once after each comment
    assert flowing(named).count("意見0（委員1）") == 3
    assert "束を太くする提言（委員5）" in flowing(named)
    assert "委員 1".encode("utf-16-be") not in str(pdf.metadata(named)).encode("utf-16-be")


@pytest.mark.parametrize("where", ["consensus", "recommendation", "response", "finding", "opinion"])
def test_a_text_of_32000_characters_is_printed_whole(where, tmp_path):
    long = corpus(32_000, 1)
    own, said = SubjectTexts("短い総意。"), Comment(CommentKind.POSITIVE, "短い意見")
    if where == "consensus":
        own = replace(own, consensus=long)
    elif where == "recommendation":
        own = replace(own, recommendations=(Recommendation(long, ("短い答え",)),))
    elif where == "response":
        own = replace(own, recommendations=(Recommendation("短い提言", ("一回目", long)),))
    elif where == "finding":
        own = replace(own, reviews=(Review("審議", (Finding(long, "主題", ("短い答え",)),)),))
    else:
        said = Comment(CommentKind.POSITIVE, long)
    subject = builders.subject_report("A", "題", [[1]] * 7, comments=[(said,)])
    report = replace(builders.report(subject), texts=replace(texts(), subjects={"A": own}))
    data = pdf_of(report, edition=Edition.DRAFT)
    pdf.check(data, tmp_path)
    pdf.assert_inside(data)
    printed = flowing(data)
    # what stands beside the long text is drawn after its first part
    beside = {"recommendation": "短い答え", "finding": "短い答え"}.get(where, "")
    assert flat(long) in (printed.replace(beside, "", 1) if beside else printed)
    assert len(raw_pages(data)) > 20


def test_no_line_breaks_a_prohibition():
    own = SubjectTexts(
        corpus(6_000, 2),
        {},
        tuple(Recommendation(corpus(900, seed), (corpus(700, seed + 50),)) for seed in range(8)),
        (
            Review(
                "審議",
                tuple(Finding(corpus(500, seed), "主題の妥当性", (corpus(400, -seed),)) for seed in range(9)),
            ),
        ),
    )
    comments = [tuple(Comment(kind, corpus(1_500, seed)) for kind in CommentKind) for seed in range(3)]
    subject = builders.subject_report("A", "題", [[1] * 3] * 7, comments=comments)
    report = replace(builders.report(subject), texts=replace(texts(), subjects={"A": own}))
    lines = [line.strip() for page in raw_pages(pdf_of(report))[3:] for line in page]
    assert len(lines) > 800
    assert [line for line in lines if line[0] in NO_START or line[-1] in NO_END] == []


def test_no_heading_or_single_line_is_left_at_the_foot_of_a_page():
    stops = re.compile(r"[１-９]．\D*|【.*】|提言|対処方針|所見|.*審議|[ＡＢ]　.*|評価項目.*")
    joint = re.compile(r"枠の中の行\d+")
    for length in range(1, 42):
        lines = "\n".join(f"枠の中の行{i}" for i in range(length))
        own = replace(texts().subjects["A"], consensus=lines)
        plan = replace(texts(), subjects={"A": own, "B": own}, chapters=(Chapter.PROJECTS, Chapter.REVIEWS))
        report = written_report(plan)
        data = pdf_of(replace(report, subjects=report.subjects[:2]))
        for body in bodies(data)[3:]:
            assert not stops.fullmatch(body[-1]), (length, body[-3:])
            held = sum(bool(joint.fullmatch(line)) for line in body)
            assert held != 1 or length == 1


def test_scores_come_first_where_the_plan_says_so():
    plan = replace(texts(), sections=(Section.SCORES, Section.CONSENSUS, Section.RECOMMENDATIONS))
    page = flat("".join(raw_pages(pdf_of(written_report(plan)))[3]))
    assert page.index("１．評点法による評点結果") < page.index("２．総合評価")


def test_a_hundred_subjects_have_contents_of_several_pages(tmp_path):
    subjects = tuple(
        builders.subject_report(f"s{i}", f"長い題の課題その{i}、" * (1 + i % 9 * 2), [[1, 2]] * 7)
        for i in range(100)
    )
    written = {one.subject.id: SubjectTexts(f"総意その{one.subject.id}。") for one in subjects}
    report = replace(builders.report(*subjects), texts=replace(texts(), subjects=written))
    data = pdf_of(report, edition=Edition.DRAFT)
    pdf.check(data, tmp_path)
    pdf.assert_inside(data)
    pages = bodies(data)
    front = next(i for i, page in enumerate(pages) if flat(page[0]) == "第２部評価")
    assert front > 8
    told = [
        int(number) for page in pages[1:front] for line in page for number in re.findall(r"\s(\d+)$", line)
    ]
    assert len(told) == 1 + 1 + 400 + 2
    assert told == sorted(told)
    assert flat("".join(pages[told[-1] - 1])).startswith("第３章")
    text = flowing(data)
    assert all(f"総意そのs{i}。" in text for i in range(100))


@pytest.mark.parametrize("length", [200, 1000])
def test_the_longest_titles_fit(length, tmp_path):
    title = "題" * length
    subject = builders.subject_report("A", title, [[1]] * 7)
    info = replace(builders.INFO, organisation="組" * length)
    report = replace(builders.report(subject, info=info), texts=replace(texts(), title=title, subjects={}))
    for named in (False, True):
        data = pdf_of(report, edition=Edition.DRAFT, named=named)
        pdf.check(data, tmp_path)
        pdf.assert_inside(data)
        assert title in flat("".join(line for page in raw_pages(data) for line in page))


def test_a_report_without_anything_still_prints(tmp_path):
    data = pdf_of(builders.report())
    pdf.check(data, tmp_path)
    assert "第１章評価検討会委員名簿" in flowing(data)


def test_a_character_without_a_glyph_is_explained_at_the_end():
    odd = replace(texts(), subjects={"A": SubjectTexts("良い😀")})
    assert "〓：印刷できない文字" in flowing(pdf_of(written_report(odd)))
    assert "〓" not in flowing(pdf_of(written_report()))


def test_paragraphs_are_indented_but_not_lists():
    own = SubjectTexts(
        "一つ目の段落\n（１）列挙\n・点\n①丸\n1. 項\n2022年の段落\n　既に空けた段落\n「括弧」の段落"
    )
    data = pdf_of(written_report(replace(texts(), subjects={"A": own})))
    boxes = pdf.run("pdftotext", "-bbox", "-", "-", data=data)
    left = {word: float(x) for x, word in re.findall(r'xMin="(.+?)".*?>(.+?)</word>', boxes)}
    indented = [left[word] for word in ("一つ目の段落", "既に空けた段落", "「括弧」の段落")]
    listed = [left[word] for word in ("（１）列挙", "・点", "①丸")]
    assert max(listed) < min(indented)
