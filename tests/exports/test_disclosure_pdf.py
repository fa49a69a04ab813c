"""One leak a test, planted in a PDF that is clean without it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.pdfgen.canvas import Canvas

from evalapp.disclosure import Place, Reason
from exports.pdf.document import Bookmark, PdfDocument
from exports.pdf.ink import Style
from exports.typesetting.faces import Design
from tests.exports.leaks import NAME, found, read, reasons, repacked

TEXT = Style(Design.TEXT, 10, 14)


def document(*texts: str, author: str = "評価検討会", bookmark: str = "評価票") -> bytes:
    pdf = PdfDocument("評価の題名", author, "評価票", "ja")
    for text in texts or ("評価票",):
        ink = pdf.ink()
        for number, line in enumerate(text.split("\n")):
            ink.text(line, TEXT, 80, 80 + 20 * number)
        pdf.add(ink, [Bookmark(bookmark, 0)])
    return pdf.finished()


def changed(change, data: bytes | None = None) -> bytes:
    """The document after ``change(pdf)``."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or document())) as pdf:
        change(pdf)
        pdf.save(target)
    return target.getvalue()


def on_page(operators: bytes, before: bool = False):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(operators, prepend=before)

    return change


def test_a_clean_document_names_nobody_and_is_looked_at_whole():
    parts, unread = read(document("一", "二"), "a.pdf")
    assert unread == []
    assert found(document("一", "二"), "a.pdf") == set()
    places = [part.place for part in parts]
    assert places.count(Place.PAGE) == 2
    assert places.count(Place.BOOKMARK) >= 2
    assert places.count(Place.PROPERTY) >= 4


def test_text_of_a_page():
    assert found(document("一", f"委員は{NAME}"), "a.pdf") == {"page 2 name m1"}
    assert found(document("高\n瀬\n惇也"), "a.pdf") == {"page 1 name m1"}
    assert found(document("𠮷住　千景\n照合 WXCF-JTCT-KVKZ"), "a.pdf") == {"page 1 name m2", "page 1 code m1"}


def test_properties():
    assert found(document(author=NAME), "a.pdf") == {"property Author name m1"}
    data = changed(lambda pdf: pdf.docinfo.__setitem__("/Company", "Takase Junya"))
    assert found(data, "a.pdf") == {"property Company name m1"}


def test_a_property_in_an_old_encoding():
    data = changed(lambda pdf: pdf.docinfo.__setitem__("/Keywords", String("高瀬惇也".encode("cp932"))))
    assert found(data, "a.pdf") == {"property Keywords name m1"}


def test_metadata():
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:creator"] = [NAME]

    assert {one.split()[0] for one in found(changed(change), "a.pdf")} == {"metadata"}


def test_bookmarks():
    assert {one.split()[0] for one in found(document(bookmark=f"評価票 {NAME}"), "a.pdf")} == {"bookmark"}


@pytest.mark.parametrize("key", ["/Contents", "/T", "/RC"])
def test_annotations(key):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], F=2, **{key[1:]: String(NAME)})

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))

    (one,) = found(changed(change), "a.pdf")
    assert one.startswith("annotation ")


def test_a_link_to_a_mail_box():
    link = Dictionary(
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=String("mailto:takase@aomine.ac.jp")),
    )

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])

    (one,) = found(changed(change), "a.pdf")
    assert one.startswith("annotation ")
    assert one.endswith("mail m1")


def test_what_a_stamp_looks_like():
    """Its text is in no string and on no page."""
    with pikepdf.open(io.BytesIO(document(NAME))) as source:
        look = source.pages[0].as_form_xobject()

        def change(pdf: pikepdf.Pdf) -> None:
            stamp = Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=pdf.copy_foreign(look)))
            pdf.pages[0].Annots = Array([pdf.make_indirect(stamp)])

        (one,) = found(changed(change), "a.pdf")
    assert one.startswith("annotation ")


def test_form_fields():
    field = Dictionary(FT=Name.Tx, T=String("who"), V=String(NAME), Subtype=Name.Widget, Rect=[0, 0, 9, 9])

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    (one,) = found(changed(change), "a.pdf")
    assert one.startswith("field ")


def test_layers():
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(NAME)))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))

    (one,) = found(changed(change), "a.pdf")
    assert one.startswith("layer ")


def test_text_on_a_layer_that_is_switched_off():
    data = document(f"消した{NAME}")

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("控え")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)
        on_page(b"/OC /L BDC ", before=True)(pdf)
        on_page(b" EMC")(pdf)

    assert found(changed(change, data), "a.pdf") == {"page 1 name m1"}


@pytest.mark.parametrize(
    "operators",
    [b"3 Tr ", b"1 0 0 1 5000 0 cm ", b"1 1 1 rg 1 1 1 RG ", b"0 0 0 0 re W n ", b".01 0 0 .01 0 0 cm "],
    ids=["invisible", "outside", "white", "clipped", "tiny"],
)
def test_text_that_nobody_sees(operators):
    assert found(changed(on_page(operators, before=True), document(NAME)), "a.pdf") == {"page 1 name m1"}


def test_attachments_are_taken_apart():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["元.csv"] = f"a,b\n{NAME},3\n".encode()

    assert {one.rpartition(" > ")[2] for one in found(changed(change), "a.pdf")} == {"text 2 name m1"}


def test_the_name_of_an_attachment():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[f"{NAME}.txt"] = b"nothing"

    assert {one.split()[0] for one in found(changed(change), "a.pdf")} >= {"attachment"}


def test_an_attachment_of_an_unknown_kind_is_not_passed_over():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.bin"] = b"\x00\x01\x02\x03"

    assert reasons(changed(change), "a.pdf") == {Reason.UNKNOWN_KIND}


def test_a_script_and_a_destination():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"alert('{NAME}')".encode()))
        pdf.Root.Dests = Dictionary({"/takase@aomine.ac.jp": Array([pdf.pages[0].obj, Name.Fit])})

    assert {one.partition(" ")[2].split()[-2] for one in found(changed(change), "a.pdf")} == {"name", "mail"}


def test_an_object_that_nothing_refers_to():
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj(takase@aomine.ac.jp)endobj\n"
        b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF"
    )
    assert found(data, "a.pdf") == {"object 4 mail m1"}


def code(content: str, size: float = 60, rotate: int = 0) -> bytes:
    """A page with a QR code of filled squares."""
    widget = QrCodeWidget(content, barLevel="M")
    widget.qr.make()
    squares = [
        (column, row)
        for row in range(widget.qr.getModuleCount())
        for column in range(widget.qr.getModuleCount())
        if widget.qr.isDark(row, column)
    ]
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.translate(200, 400)
    canvas.rotate(rotate)
    one = size / widget.qr.getModuleCount()
    path = canvas.beginPath()
    for column, row in squares:
        path.rect(column * one, -row * one, one, one)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(("size", "rotate"), [(60, 0), (26, 0), (60, 90), (60, 17)])
def test_codes_on_pages(size, rotate):
    data = code("evalapp 1 WXCF-JTCT-KVKZ", size, rotate)
    assert found(data, "a.pdf") == {"code 1 code m1"}
    assert reasons(data, "a.pdf") == set()


def test_a_short_id_counts_in_a_code():
    assert found(code("v1;m2;A"), "a.pdf") == {"code 1 id m2"}


def test_pictures_are_named_by_page():
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.drawInlineImage(Image.new("L", (8, 8), 90), 50, 50)
    canvas.save()
    parts, unread = read(buffer.getvalue(), "a.pdf")
    assert [(one.reason, one.where) for one in unread] == [(Reason.IMAGE, "2")]
    assert sum(part.place is Place.PAGE for part in parts) == 2


def test_a_picture_that_no_page_draws():
    def change(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].Resources.XObject = Dictionary(P=picture)

    assert reasons(changed(change), "a.pdf") == {Reason.IMAGE}


def test_a_password():
    def locked(**passwords: str) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(document(NAME))) as pdf:
            pdf.save(target, encryption=pikepdf.Encryption(**passwords))
        return target.getvalue()

    assert reasons(locked(owner="o", user="u"), "a.pdf") == {Reason.ENCRYPTED}
    assert found(locked(owner="o", user=""), "a.pdf") == {"page 1 name m1"}


def test_a_font_that_does_not_tell_its_letters():
    def change(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if isinstance(item, Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                del item.ToUnicode

    assert reasons(changed(change), "a.pdf") == {Reason.NO_UNICODE}


def test_earlier_versions_inside():
    data = document()
    start = data.rindex(b"startxref") + len(b"startxref\n")
    before = data[start:].split()[0]
    again = b"\nxref\n0 0\ntrailer\n<</Prev %s/Root 8 0 R/Size 15>>\nstartxref\n%d\n%%%%EOF\n" % (
        before,
        len(data) + 1,
    )
    assert Reason.EARLIER_VERSIONS in reasons(data + again, "a.pdf")
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, linearize=True)
    assert reasons(target.getvalue(), "a.pdf") == set()


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.95])
def test_a_damaged_file_is_never_clean(cut):
    data = document(NAME)
    half = data[: int(len(data) * cut)]
    assert reasons(half, "a.pdf") or found(half, "a.pdf")


def test_a_word_file_in_an_attachment_in_a_pdf():
    package = b"[Content_Types].xml"
    buffer = repacked(_empty_zip(), **{package.decode(): b"<Types/>", "x.xml": f"<a>{NAME}</a>".encode()})

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.docx"] = buffer

    assert any(one.endswith("x.xml name m1") for one in found(changed(change), "b.pdf"))


def _empty_zip() -> bytes:
    return b"PK\x05\x06" + bytes(18)
