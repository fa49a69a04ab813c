"""One PDF file: its pages, bookmarks and metadata. The same calls give the same bytes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.embedding import EmbeddedFonts
from exports.pdf.ink import PAGE_HEIGHT, PAGE_WIDTH, Ink, Shapes
from exports.typesetting.prepare import plain


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: it leads ``top`` points below the page's edge; level 0 is outermost.

    ``name`` is what links call it, ``""`` where none leads there.
    """

    title: str
    level: int
    top: float = 0.0
    name: str = ""


class _BareCanvas(Canvas):
    """A canvas that begins no page with a stray Helvetica and embeds our fonts."""

    _doc: Any  # not in the stubs

    def embed(self, fonts: EmbeddedFonts) -> None:
        """Have ``fonts`` written with the file."""
        self._doc.delayedFonts.append(fonts)

    def date(self, made_at: datetime | None) -> None:
        """Have the file dated ``made_at``, or not at all."""
        self._doc.info = _Info()
        self._doc.info.made_at = made_at

    def end_page(self) -> None:
        """Close the page; its content is compressed now, not kept in full until the file is saved."""
        self.showPage()
        page = self._doc.Pages.pages[-1]
        # Canvas itself would also blow the bytes up to ASCII, which takes most of the time.
        packed = zlib.compress(page.stream.encode("ascii"))
        page.Contents = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), packed
        )
        page.stream = None

    def _make_preamble(self) -> None:
        # Canvas would select its initial font here on every page, and so put it into the file.
        self._preamble = "1 0 0 1 0 0 cm"


class _Info(pdfdoc.PDFInfo):
    """The document information with a given day of making, or none; reportlab knows only now and 2000."""

    made_at: datetime | None = None

    def format(self, document: object) -> bytes:
        """The entry as it is written."""
        texts = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        entries = {name: pdfdoc.PDFString(text) for name, text in texts.items()}
        if self.made_at is not None:
            moment = pdfdoc.PDFString(f"{self.made_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}")
            entries |= {"CreationDate": moment, "ModDate": moment}
        return bytes(pdfdoc.PDFDictionary(entries).format(document))


class PdfDocument:
    """A PDF being written.

    Args:
        title, author, subject: metadata. Never a member's name.
        language: ``"ja"`` or ``"en"``.
        made_at: becomes the dates of creation and change. Without it the file has none.
    """

    def __init__(
        self, title: str, author: str, subject: str, language: str, made_at: datetime | None = None
    ) -> None:
        self._buffer = BytesIO()
        fonts = EmbeddedFonts()
        canvas: Any = _BareCanvas(
            self._buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang="ja-JP" if language == "ja" else "en",
        )
        canvas.embed(fonts)
        canvas.date(made_at)
        canvas.setTitle(plain(title))
        canvas.setAuthor(plain(author))
        canvas.setSubject(plain(subject))
        canvas.setCreator("evalapp")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas = canvas
        self._shapes = Shapes(fonts)
        self._pages = 0
        self._bookmarks = 0

    def ink(self) -> Ink:
        """An empty page to draw on; it enters the file by ``add``."""
        return Ink(self._shapes)

    def add(self, ink: Ink, bookmarks: list[Bookmark]) -> None:
        """Append a page."""
        canvas = self._canvas
        for bookmark in bookmarks:
            self._bookmarks += 1
            key = bookmark.name or f"b{self._bookmarks}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - bookmark.top)
            canvas.addOutlineEntry(plain(bookmark.title), key, bookmark.level, closed=bookmark.level > 0)
        for link in ink.links:
            top = PAGE_HEIGHT - link.top
            place = (link.x, top - link.height, link.x + link.width, top)
            canvas.linkRect("", link.target, place, relative=0, thickness=0)
        canvas.addLiteral(ink.content)
        canvas.end_page()
        self._pages += 1

    def finished(self) -> bytes:
        """The file. Nothing can be added afterwards."""
        if self._bookmarks:
            self._canvas.showOutline()
        self._canvas.save()
        return self._buffer.getvalue()
