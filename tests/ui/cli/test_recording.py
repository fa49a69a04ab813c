"""record on the command line."""

from __future__ import annotations

from evalapp.language import load_language
from tests.story import Desk, evalapp, tampering
from ui.cli.recording import FAULTS


def test_record_in_json_can_be_verified_by_anyone(full_desk: Desk) -> None:
    """The chain as docs say: SHA-256 over the canonical JSON of the fields."""
    import hashlib  # noqa: PLC0415
    import json  # noqa: PLC0415

    previous = "0" * 64
    lines = full_desk.record()
    for number, line in enumerate(lines, 1):
        fields = [line["number"], line["at"], line["actor"], line["act"], line["details"], line["previous"]]
        text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line["hash"] == hashlib.sha256(text.encode()).hexdigest()
        assert (line["number"], line["previous"]) == (number, previous)
        previous = line["hash"]
    assert len(lines) == 11


def test_every_fault_has_a_sentence_of_its_own() -> None:
    import ast  # noqa: PLC0415
    import inspect  # noqa: PLC0415

    from evalapp import record  # noqa: PLC0415
    from evalapp.store import verify  # noqa: PLC0415

    codes = set()
    for module in (record, verify):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
                codes.add(ast.literal_eval(node.args[0]))
    assert codes == set(FAULTS)
    japanese = load_language("ja")
    assert len({japanese.gettext(text) for text in FAULTS.values()}) == len(FAULTS)


def test_verify_names_member_and_subject(full_desk: Desk) -> None:
    with tampering(full_desk.evaluation) as db:
        db.execute("UPDATE mark SET points = 3 WHERE subject = 2 AND criterion = 6 AND member = 1")
    said = evalapp("record", full_desk.evaluation, "--verify", code=1)
    assert said.err.splitlines() == ["evalapp: The answers (m1, B) are not those of the signed originals."]
    found = evalapp("record", full_desk.evaluation, "--verify", "--json", code=1).json
    assert found["verified"] is False
    assert found["faults"] == [{"code": "answers-changed", "where": "m1, B"}]
    export = evalapp("export", full_desk.evaluation, "--out", full_desk.folder / "out", code=1)
    assert "record --verify" in export.err
    assert evalapp("record", full_desk.evaluation).err == ""  # only reading it is still possible
