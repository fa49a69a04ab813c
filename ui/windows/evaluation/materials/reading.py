"""Materials read beside the window: from the disk into the file, and out of the file to be shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evalapp.errors import EvalError
from evalapp.materials import read_material
from evalapp.setup_draft import DraftMaterial
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import material_content, put_material
from evalapp.text import check_line
from ui.windows.jobs import Progress


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of files that were to be attached: those kept beside the draft, and why others were not."""

    files: tuple[DraftMaterial, ...]
    faults: tuple[EvalError, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a material is.

    Attributes:
        size: in bytes.
        pages: 0 for one that cannot be read.
        fault: why it cannot.
    """

    size: int
    pages: int
    fault: EvalError | None = None


def bringing(paths: Sequence[Path]) -> Callable[[EvaluationFile, Progress], Brought]:
    """What reads files, or the PDFs in folders, and keeps them beside the draft; a bad one stops no other."""

    def work(file: EvaluationFile, progress: Progress) -> Brought:
        files, faults = [], []
        found = [one for path in paths for one in _each(path)]
        for done, path in enumerate(found, 1):
            try:
                name = check_line(path.name, path.name)
                files.append(DraftMaterial(name, put_material(file, read_material(path, path.name))))
            except EvalError as fault:
                faults.append(fault)
            progress.tell(done, len(found))
            if progress.cancelled:
                break
        return Brought(tuple(files), tuple(faults))

    return work


def looking(shown: Collection[DraftMaterial]) -> Callable[[EvaluationFile, Progress], Mapping[str, Facts]]:
    """What finds out size and pages of materials, by SHA-256."""

    def work(file: EvaluationFile, _progress: Progress) -> Mapping[str, Facts]:
        from ui.windows.pdf_file import open_pdf

        found = {}
        for one in shown:
            content = material_content(file, one.sha256)
            try:
                found[one.sha256] = Facts(len(content), open_pdf(one.name, content).pageCount())
            except EvalError as fault:
                found[one.sha256] = Facts(len(content), 0, fault)
        return found

    return work


def _each(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return sorted(one for one in path.iterdir() if one.suffix.lower() == ".pdf" and one.is_file())
    except OSError:
        pass  # reading it will say what is wrong
    return [path]
