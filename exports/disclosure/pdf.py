"""PDF files: pages, properties, bookmarks, annotations, attachments, and every other text in any object.

Traps of pikepdf: decoding a stream has no limit of its own (``_decoded`` sets one for the usual case, the
process the rest); an owner's password alone keeps nobody from reading; objects that an earlier version of the
file held are not listed, so such files are named.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import pikepdf
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from evalapp.disclosure import Part, Place, Reason, Unread
from exports.disclosure.office import Nested
from exports.disclosure.pdf_objects import Known, learn, words
from exports.disclosure.pdf_pages import page_parts
from exports.disclosure.plain import decoded
from exports.disclosure.xml_text import TextTarget

_MAX_PAGES = 20_000
_MAX_OBJECTS = 3_000_000
_MAX_STREAM = 64 * 2**20


def pdf_parts(data: bytes, inside: str, nested: Nested) -> Iterator[Part | Unread]:
    """What a PDF says.

    Args:
        data: the whole file.
        inside: as ``Part.inside``.
        nested: for its attachments.
    """
    pictures = False
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES or len(pdf.objects) > _MAX_OBJECTS:
                yield Unread(Reason.TOO_LARGE, inside=inside)
                return
            if data.count(b"startxref") > 1 and "/Prev" in pdf.trailer and not pdf.is_linearized:
                yield Unread(Reason.EARLIER_VERSIONS, inside=inside)
            objects = _Objects(pdf, inside, nested)
            yield from objects.parts()
            pictures = objects.pictures
    except pikepdf.PasswordError:
        yield Unread(Reason.ENCRYPTED, inside=inside)
        return
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, zlib.error, *_FAULTS):
        yield Unread(Reason.DAMAGED, inside=inside)
    for part in page_parts(data, inside):
        pictures = pictures and not (isinstance(part, Unread) and part.reason is Reason.IMAGE)
        yield part
    if pictures:
        yield Unread(Reason.IMAGE, inside=inside)


_FAULTS = (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What pikepdf raises for objects that are not what they should be."""


class _Objects:
    """The objects of an open PDF.

    Attributes:
        pictures: whether there are some that a page could draw.
    """

    def __init__(self, pdf: pikepdf.Pdf, inside: str, nested: Nested) -> None:
        self._trailer = pdf.trailer
        self._linear = pdf.is_linearized
        self._objects = [item for item in pdf.objects if isinstance(item, pikepdf.Object)]
        self._inside = inside
        self._nested = nested
        self._known = Known()
        self.pictures = False

    def parts(self) -> Iterator[Part | Unread]:
        """What they say."""
        for item in self._objects:
            learn(item, self._known)
        yield from self._properties()
        forms = []
        for item in self._objects:
            if text := words(item, self._known):
                yield self._part(_place(item), str(item.objgen[0]), text)
            if not isinstance(item, pikepdf.Stream) or item.objgen in self._known.silent:
                continue
            if item.get("/Subtype") != "/Form":
                yield from self._stream(item)
            elif item.objgen not in self._known.drawn:
                forms.append(item)
        yield self._part(Place.OBJECT, "names", "\n".join(sorted(self._known.names)))
        for font in self._known.unreadable_fonts:
            yield Unread(Reason.NO_UNICODE, font, self._inside)
        yield from self._appearances(forms)

    def _part(self, place: Place, where: str, text: str) -> Part:
        return Part(place, where, text, inside=self._inside)

    def _properties(self) -> Iterator[Part]:
        info = self._trailer.get("/Info")
        if not isinstance(info, pikepdf.Dictionary):
            return
        for key, value in info.items():
            yield self._part(Place.PROPERTY, key.lstrip("/"), words(value, self._known))
        self._objects = [item for item in self._objects if item.objgen != info.objgen]

    def _stream(self, item: pikepdf.Object) -> Iterator[Part | Unread]:
        where, known = str(item.objgen[0]), self._known
        kind, subtype = item.get("/Type"), item.get("/Subtype")
        if kind in ("/XRef", "/ObjStm", "/CMap") or "/FunctionType" in item or "/ShadingType" in item:
            return
        if self._linear and kind is None and isinstance(item.get("/S"), int):
            return  # the table by which a browser finds pages
        if subtype == "/Image":
            if item.objgen in known.drawn:
                self.pictures = True
            else:
                yield Unread(Reason.IMAGE, where, self._inside)
            return
        data = _decoded(item)
        if data is None:
            yield Unread(Reason.TOO_LARGE, where, self._inside)
        elif kind == "/EmbeddedFile" or item.objgen in known.attached:
            yield from self._nested(data, known.attached.get(item.objgen) or where)
        elif kind == "/Metadata" or subtype == "/XML":
            yield self._part(Place.METADATA, where, _xml_words(data))
        elif (text := decoded(data)) is not None:
            yield self._part(Place.OBJECT, where, text)
        else:
            yield Unread(Reason.UNKNOWN_KIND, where, self._inside)

    def _appearances(self, forms: list[pikepdf.Stream]) -> Iterator[Part | Unread]:
        """What annotations look like is on no page's own list: each is put on a page of a helper document."""
        if not forms:
            return
        buffer = io.BytesIO()
        with pikepdf.new() as helper:
            for form in forms:
                page = helper.add_blank_page(page_size=(595, 842))
                page.add_resource(helper.copy_foreign(form), pikepdf.Name.XObject, pikepdf.Name("/Form"))
                page.contents_add(b"/Form Do")
            helper.save(buffer)
        for form, part in _by_page(forms, page_parts(buffer.getvalue(), self._inside)):
            where = str(form.objgen[0])
            if isinstance(part, Unread):
                yield Unread(part.reason, where, self._inside)
            else:
                yield self._part(Place.ANNOTATION, where, part.text)


def _by_page(
    forms: list[pikepdf.Stream], parts: Iterator[Part | Unread]
) -> Iterator[tuple[pikepdf.Stream, Part | Unread]]:
    for part in parts:
        yield forms[int(part.where) - 1 if part.where else 0], part


def _place(item: pikepdf.Object) -> Place:
    signs = (
        (Place.LAYER, item.get("/Type") in ("/OCG", "/OCMD")),
        (Place.ATTACHMENT, item.get("/Type") == "/Filespec" or "/EF" in item),
        (Place.FIELD, "/FT" in item),
        (Place.ANNOTATION, "/Rect" in item and "/Subtype" in item),
        (Place.BOOKMARK, "/Title" in item and ("/Parent" in item or "/Dest" in item or "/A" in item)),
    ) if isinstance(item, pikepdf.Dictionary) else ()  # fmt: skip
    return next((place for place, holds in signs if holds), Place.OBJECT)


def _decoded(item: pikepdf.Object) -> bytes | None:
    """The content of a stream, or ``None`` if it is longer than ``_MAX_STREAM``."""
    if item.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in item:
        data = zlib.decompressobj().decompress(item.read_raw_bytes(), _MAX_STREAM + 1)
    else:
        data = item.read_bytes()
    return data if len(data) <= _MAX_STREAM else None


def _xml_words(data: bytes) -> str:
    """The texts and values in an XML text, or the whole of it if it is not well-formed."""
    target = TextTarget()
    parser = DefusedXMLParser(target=_Closing(target), forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return decoded(data) or data.decode("utf-8", "replace")
    return "\n".join([target.text, *target.attributes, *target.authors])


class _Closing:
    """A target that the parser can close."""

    def __init__(self, target: TextTarget) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data

    def close(self) -> None:
        """Nothing to do."""
