"""A filled set-up workbook becomes the tables that its TOML shape has."""

from __future__ import annotations

from evalapp.fields import Located
from exports.excel.guard import read_workbook
from exports.excel.setup_steps import Steps
from exports.excel.setup_tables import EVALUATION, STEP, TABLES
from exports.excel.table_reader import read_entries, read_lines, reference, sheets_by_table


def read_setup_book(data: bytes, name: str) -> dict[str, object]:
    """Read a set-up workbook into what ``tomllib`` gives for the same set-up as TOML.

    Heads, tabs and words may be Japanese or English; empty rows and cells are left out; dates come as
    ``date`` or, where they were typed as text that is no Japanese date, as that text. Words that are no
    choice of their column are left for ``evalapp.setup`` to refuse. Each table is a ``Located`` that names
    its sheet and row (``評価対象!5``), the one of the evaluation its sheet.

    Args:
        data: the whole file, untrusted.
        name: as sentences name the file.

    Raises:
        EvalError: ``setup-unknown-key`` (where, key) for a sheet, a head or a cell without a head;
            ``setup-duplicate`` (where, found) for a sheet or head that comes twice; ``setup-formula``
            (where, key); ``setup-wrong-type`` (where, key, expected) for a date or a truth value where
            text is expected; ``setup-missing`` and ``setup-unknown-reference`` for a criterion or step
            without its rubric; and all of ``read_workbook``.
    """
    sheets = sheets_by_table(read_workbook(data, name).sheets, TABLES, name)
    setup: dict[str, object] = (
        {"evaluation": read_entries(EVALUATION, sheets[EVALUATION.key])} if EVALUATION.key in sheets else {}
    )
    lines = {
        table.key: read_lines(table, sheets[table.key])
        for table in TABLES
        if table is not EVALUATION and table.key in sheets
    }
    for key in ("subject", "member", "recusal"):
        if lines.get(key):
            setup[key] = lines[key]
    rubrics = _rubrics(lines)
    if rubrics:
        setup["rubric"] = rubrics
    return setup


def _rubrics(lines: dict[str, list[Located]]) -> list[Located]:
    """The rubrics with their criteria and steps, which have sheets of their own."""
    rubrics = lines.get("rubric", [])
    criteria: dict[str, list[dict[str, object]]] = {str(rubric.get("id", "")): [] for rubric in rubrics}
    for line in lines.get("criterion", []):
        criteria[reference(line, "rubric", criteria)].append(line)
    steps = Steps()
    for line in lines.get(STEP.key, []):
        owner = reference(line, "rubric", criteria)
        known = [str(criterion.get("id", "")) for criterion in criteria[owner]]
        about = reference(line, "criterion", known) if "criterion" in line else ""
        steps.add(owner, about, str(line.pop("evaluation_kind", "")), line)
    for rubric in rubrics:
        own = criteria[str(rubric.get("id", ""))]
        steps.put_into(rubric, own)
        if own:
            rubric["criteria"] = own
    return rubrics
