"""Reading a PDF back with other programs."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf


def run(*command: str, data: bytes) -> str:
    """What an outside program says about ``data``."""
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def text(data: bytes) -> str:
    """The text without any space."""
    return re.sub(r"\s", "", run("pdftotext", "-enc", "UTF-8", "-", "-", data=data))


def pages(data: bytes) -> list[str]:
    """The text of each page, laid out."""
    return run("pdftotext", "-layout", "-enc", "UTF-8", "-", "-", data=data).split("\f")[:-1]


def fonts(data: bytes) -> list[list[str]]:
    """One row a font: name, and whether it is embedded, a subset, and has Unicode."""
    rows = run("pdffonts", "-", data=data).splitlines()[2:]
    return [[row.split()[0], *re.search(r"(yes|no) +(yes|no) +(yes|no)", row).groups()] for row in rows]


def check(data: bytes, folder) -> str:
    """What qpdf has to complain about; it raises for an error or a warning."""
    file = folder / "check.pdf"
    file.write_bytes(data)
    return subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=True).stdout.decode()


def outline(data: bytes) -> list[tuple[int, str]]:
    """Level and title of every bookmark, in order."""
    found: list[tuple[int, str]] = []

    def walk(items, level: int) -> None:
        for item in items:
            found.append((level, item.title))
            walk(item.children, level + 1)

    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as entries:
        walk(entries.root, 0)
    return found


def metadata(data: bytes) -> dict[str, str]:
    """The document information and the language."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        return info | {"Lang": str(pdf.Root.Lang)}


def everything(data: bytes) -> bytes:
    """All bytes of the file with its streams unpacked, for a search that hides nothing."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(packed, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return packed.getvalue()


def assert_inside(data: bytes) -> None:
    """No word stands outside the page's margins."""
    boxes = run("pdftotext", "-bbox", "-", "-", data=data)
    words = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)</word>', boxes)
    for x1, y1, x2, y2, word in words:
        assert float(x1) >= 61
        # the blank half of a closing sign may hang out
        assert float(x2) <= (540 if word[-1] in "、。，．」』）" else 535)
        assert float(y1) >= 40
        assert float(y2) <= 820
