"""One leak a test, planted in a workbook or Word file that is clean without it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from evalapp.disclosure import Place, Reason
from tests.exports.leaks import NAME, SEARCH, found, read, reasons, repacked


def workbook(change=None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "意見"
    sheet.append(["評価項目", "意見"])
    sheet.append(["必要性", "妥当である"])
    hidden = book.create_sheet("控え")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "計算用"
    book.properties.creator = "評価検討会"
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def in_book(change) -> set[str]:
    return found(workbook(change), "a.xlsx")


def test_a_clean_workbook_is_looked_at_whole():
    parts, unread = read(workbook(), "a.xlsx")
    places = [part.place for part in parts]
    assert unread == []
    assert found(workbook(), "a.xlsx") == set()
    assert (places.count(Place.SHEET), places.count(Place.HIDDEN_SHEET), places.count(Place.SHEET_NAME)) == (
        1,
        1,
        2,
    )
    assert Place.PROPERTY in places


def test_cells():
    def change(book: Workbook) -> None:
        book["意見"]["D12"] = f"{NAME}の意見"
        book["意見"]["A3"] = "髙瀬"
        book["意見"]["B3"] = "惇也"
        book["意見"]["B4"] = "m2"

    assert in_book(change) == {"sheet 意見!D12 name m1", "sheet 意見!A3 name m1", "sheet 意見!B4 id m2"}


def test_a_hidden_sheet():
    assert in_book(lambda book: book["控え"].append([NAME])) == {"hidden_sheet 控え!A2 name m1"}


def test_a_formula_and_the_value_it_had():
    data = workbook(lambda book: book["意見"].append(['="髙瀬"&"惇也"']))
    (part,) = [part for part in read(data, "a.xlsx")[0] if part.where == "意見" and part.place is Place.SHEET]
    assert '="髙瀬"&"惇也"'.removeprefix("=") in part.text
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="9">'
    )
    sheet += f'<c r="C9" t="str"><f>A1</f><v>{NAME}</v></c></row></sheetData></worksheet>'
    data = repacked(data, xl__worksheets__sheet1__xml=None, **{"xl/worksheets/sheet1.xml": sheet.encode()})
    assert found(data, "a.xlsx") == {"sheet 意見!C9 name m1"}


def test_runs_furigana_and_texts_that_no_cell_shows():
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>髙_x702C_</t></r><r><rPr><b/></rPr><t>惇也</t></r></si>"
        '<si><t>高瀬</t><rPh sb="0" eb="2"><t>タカセ</t></rPh><rPh sb="2" eb="3"><t>ジュンヤ</t></rPh></si>'
        "<si><t>消した𠮷住千景</t></si></sst>"
    )
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += f"<sheetData>{cells}</sheetData></worksheet>"
    parts = {"xl/sharedStrings.xml": shared.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}
    data = repacked(workbook(lambda book: book["控え"].delete_rows(1)), **parts)
    assert found(data, "a.xlsx") == {
        "sheet 意見!A1 name m1",
        "sheet 意見!B1 kana m1",
        "shared_text name m2",
    }


def test_comments_and_their_authors():
    def change(book: Workbook) -> None:
        book["意見"]["B2"].comment = Comment("確認済み", "Junya Takase")
        book["控え"]["A1"].comment = Comment(f"{NAME}に聞く", "事務局")

    assert {" ".join(one.split()[::2][:2]) for one in in_book(change)} == {"comment name"}
    assert len(in_book(change)) == 2


@pytest.mark.parametrize("name", ["creator", "lastModifiedBy", "title", "description", "keywords", "subject"])
def test_properties(name):
    found_ = in_book(lambda book: setattr(book.properties, name, NAME))
    assert {one.split()[0] for one in found_} == {"property"}
    assert {one.split()[2] for one in found_} == {"name"}


def test_properties_of_the_program_and_ones_of_its_own():
    def change(book: Workbook) -> None:
        book.custom_doc_props.append(StringProperty(name="担当", value="takase@aomine.ac.jp"))

    assert in_book(change) == {"property 担当 mail m1"}
    data = repacked(workbook(), **{"docProps/app.xml": f"<P><Manager>{NAME}</Manager></P>".encode()})
    assert found(data, "a.xlsx") == {"property Manager name m1"}


def test_names_of_sheets_and_cells():
    def change(book: Workbook) -> None:
        book.create_sheet("m2の評価")
        book.defined_names["score_m1"] = DefinedName("score_m1", attr_text="意見!$A$1")

    assert {one for one in in_book(change) if not one.startswith(("part", "property"))} == {
        "sheet_name m2の評価 id m2",
        "defined_name score_m1 id m1",
    }


def test_headers_and_footers():
    def change(book: Workbook) -> None:
        book["意見"].oddFooter.right.text = "髙瀬"
        book["意見"].oddFooter.right.text += '&"Arial,Bold"&12惇也'

    assert in_book(change) == {"header_footer 意見 name m1"}


def test_charts():
    def change(book: Workbook) -> None:
        chart = BarChart()
        chart.title = NAME
        chart.add_data(Reference(book["意見"], min_col=1, min_row=1, max_row=2))
        book["意見"].add_chart(chart, "D4")

    assert {" ".join(one.split()[::2][:2]) for one in in_book(change)} == {"drawing name"}


def test_hints_and_links():
    def change(book: Workbook) -> None:
        hint = DataValidation(type="list", formula1='"0,1"', promptTitle="入力", prompt=f"{NAME}の欄")
        book["意見"].add_data_validation(hint)
        hint.add("B2")
        book["意見"]["A2"].hyperlink = "mailto:takase%40aomine.ac.jp"

    assert {(one.split()[0], one.split()[-2]) for one in in_book(change)} == {
        ("part", "name"),
        ("link", "mail"),
    }


def test_embedded_files_and_pictures():
    inner = workbook(lambda book: book["意見"].append([NAME]))
    data = repacked(workbook(), **{"xl/embeddings/a.xlsx": inner})
    assert {one.rpartition("> ")[2] for one in found(data, "b.xlsx")} == {"sheet 意見!A3 name m1"}
    assert reasons(repacked(workbook(), **{"xl/media/image1.png": b"\x89PNG\r\n"}), "b.xlsx") == {
        Reason.IMAGE
    }
    assert reasons(repacked(workbook(), **{"xl/vbaProject.bin": b"\x00"}), "b.xlsx") == {Reason.UNKNOWN_KIND}


def test_printer_settings():
    data = repacked(
        workbook(), **{"xl/printerSettings/printerSettings1.bin": b"\x01" + NAME.encode("utf-16-le")}
    )
    assert {one.split()[0] for one in found(data, "a.xlsx")} == {"part"}


def test_what_the_zip_says_of_itself():
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = NAME.encode()
    assert found(buffer.getvalue(), "a.xlsx") == {"metadata zip name m1"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .xls", Reason.UNKNOWN_KIND),
        (workbook()[:-40], Reason.DAMAGED),
        (repacked(workbook(), **{"xl/styles.xml": b"<a><b></a>"}), Reason.DAMAGED),
        (repacked(workbook(), **{"xl/styles.xml": b"<!DOCTYPE a><a/>"}), Reason.DAMAGED),
        (repacked(workbook(), **{"xl/styles.xml": b"<a>" + b" " * 300_000_000 + b"</a>"}), Reason.TOO_LARGE),
    ],
    ids=["encrypted", "old", "cut", "broken part", "doctype", "bomb"],
)
def test_what_cannot_be_looked_into(data, reason):
    assert reason in reasons(data, "a.xlsx")


def word(change=None) -> bytes:
    document = docx.Document()
    document.add_heading("評価", 1)
    document.add_paragraph("本文")
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue(), **{"docProps/thumbnail.jpeg": None})


def in_word(change, name: str = "a.docx") -> set[str]:
    return found(word(change), name)


def test_a_clean_word_file():
    parts, unread = read(word(), "a.docx")
    assert unread == []
    assert found(word(), "a.docx") == set()
    assert {Place.TEXT, Place.PROPERTY, Place.PART} <= {part.place for part in parts}


def test_a_name_split_over_runs_and_cells():
    def change(document) -> None:
        paragraph = document.add_paragraph("委員は髙")
        paragraph.add_run("瀬　").bold = True
        paragraph.add_run("惇也")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "𠮷住", "千景"

    assert in_word(change) == {"text 3 name m1", "text 4 name m2"}


def test_headers_footers_and_comments():
    def change(document) -> None:
        document.sections[0].header.paragraphs[0].text = NAME
        document.add_comment(
            document.paragraphs[0].runs, text=NAME, author="takase@aomine.ac.jp", initials="TJ"
        )

    kinds = {(one.split()[0], one.split()[-2]) for one in in_word(change)}
    assert kinds == {("header_footer", "name"), ("comment", "name"), ("property", "mail")}


def test_deleted_and_hidden_text():
    def change(document) -> None:
        removed = OxmlElement("w:del")
        removed.set(qn("w:author"), "髙瀬惇也")
        for text in ("𠮷住", "千景"):
            run, words = OxmlElement("w:r"), OxmlElement("w:delText")
            words.text = text
            run.append(words)
            removed.append(run)
        document.paragraphs[1]._p.append(removed)
        document.add_paragraph().add_run("高瀬委員").font.hidden = True

    assert in_word(change) == {
        "text 2 name m2",
        "text 3 family_name m1",
        "property word/document.xml author name m1",
    }


def test_footnotes():
    notes = (
        '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>髙</w:t></w:r><w:r><w:t>瀬惇也</w:t></w:r></w:p>'
    )
    data = repacked(word(), **{"word/footnotes.xml": f"{notes}</w:footnote></w:footnotes>".encode()})
    assert found(data, "a.docx") == {"note word/footnotes.xml name m1"}


def test_word_properties():
    def change(document) -> None:
        document.core_properties.author = "TAKASE Junya"

    assert in_word(change) == {"property creator name m1"}


def test_the_thumbnail_of_a_template_is_a_picture():
    target = io.BytesIO()
    docx.Document().save(target)
    assert reasons(target.getvalue(), "a.docx") == {Reason.IMAGE}


def test_the_members_list_of_a_report():
    def change(document) -> None:
        table = document.add_table(1, 3)
        for place, text in enumerate(("座長", NAME, "青嶺大学 教授")):
            table.cell(0, place).text = text

    data = word(change)
    for in_report in (True, False):
        hits = [
            hit for part in read(data, "report.docx")[0] for hit in SEARCH.findings(part, in_report=in_report)
        ]
        assert [hit.allowed for hit in hits] == [in_report]
