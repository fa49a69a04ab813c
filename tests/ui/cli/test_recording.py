"""record on the command line."""

from __future__ import annotations

from evalapp.language import load_language
from tests.story import Desk, evalapp, tampering
from ui.record_words import FAULTS


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


def test_the_acts_are_printed_in_words(full_desk: Desk) -> None:
    full_desk.intake(full_desk.revised("m1", 0))
    typed = full_desk.table("t.csv", [("m4", "A", "c1", 0)])
    evalapp("type-in", full_desk.evaluation, typed, "--apply", "--confirm", 1)
    evalapp("undo-intake", full_desk.evaluation)
    acts = [line["act"] for line in full_desk.record()]  # for programs they stay as they are
    assert acts[-4:] == ["accepted", "replaced", "typed-in", "intake-undone"]
    words = {
        "en": ["created", "ballot issued", "taken in", "replaced", "typed in", "intake undone"],
        "ja": ["作成", "評価票ファイルを発行", "受付", "差し替え", "入力", "受付取消"],
    }
    for language, said in words.items():
        lines = evalapp("--lang", language, "record", full_desk.evaluation).out.splitlines()
        assert len(lines) == len(acts)
        found = list(dict.fromkeys(line.split("  ")[-1 - line.count("=")] for line in lines))
        assert found == said, found
    for word in ("accepted", "ballot-issued", "typed-in"):
        assert not any(f"  {word}  " in line for line in lines)


def test_what_a_line_says_of_a_new_and_of_a_replaced_submission(full_desk: Desk) -> None:
    full_desk.fill("m1", [("m1", "A", "c1", 0), ("m1", "B", "c2", "NA")])
    full_desk.intake(full_desk.hand_in("m1"))
    lines = full_desk.record()
    common = {"submission", "intake", "member", "revision", "draft", "code", "digest", "file", "sha256"}
    accepted = [line["details"] for line in lines if line["act"] == "accepted"]
    assert [set(details) - common for details in accepted] == [set()] * 5
    assert lines[-1]["details"]["changed"] == 2
    assert set(lines[-1]["details"]) - common == {"changed"}
