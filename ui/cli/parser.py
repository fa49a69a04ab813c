"""The command line's words: every command with its arguments and help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from evalapp import __version__
from evalapp.columns import ColumnOrder
from evalapp.language import LANGUAGES, Language
from exports.outline.blocks import Edition
from ui.cli.usage import translate_usage


def build_parser(language: Language) -> argparse.ArgumentParser:
    """The parser for all commands, with its help in ``language``."""
    _ = language.gettext
    translate_usage(language)
    parser = argparse.ArgumentParser(
        prog="evalapp",
        description=_("Score, seal, collect, compile and print research evaluations, offline."),
        epilog=_("Exit code: 0 done, 1 the input is at fault (the sentence says what to do), 2 wrong usage."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"evalapp {__version__}",
        help=_("show program's version number and exit"),
    )
    _language_option(parser, language)
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        if name != "export":  # there --lang is the documents' language
            _language_option(one, language, suppressed=True)
        return one

    _set_up(command, _)
    _member(command, _)
    _receive(command, _)
    _print(command, _)
    return parser


_Command = Callable[[str, str], argparse.ArgumentParser]
_Gettext = Callable[[str], str]


def _language_option(
    parser: argparse.ArgumentParser, language: Language, *, suppressed: bool = False
) -> None:
    _ = language.gettext
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        # a command's own default must not overwrite what was given before the command
        default=argparse.SUPPRESS if suppressed else None,
        help=_("language of messages (default: the system's)"),
    )


def _evaluation(parser: argparse.ArgumentParser, _: _Gettext) -> None:
    parser.add_argument("evaluation", type=Path, metavar="FILE.evaluation", help=_("the evaluation"))


def _set_up(command: _Command, _: _Gettext) -> None:
    one = command("template", _("Write an empty set-up to fill in (workbook or TOML), or an answers table."))
    one.add_argument("file", type=Path, metavar="FILE.xlsx|.toml|.csv", help=_("the file to write"))
    one.add_argument(
        "--answers",
        type=Path,
        metavar="NAME.ballot",
        help=_("instead write the answers table of this ballot, as .csv or .xlsx, to fill in"),
    )

    one = command("new", _("Make a new evaluation from a set-up."))
    one.add_argument("evaluation", type=Path, metavar="FILE.evaluation", help=_("the file to make"))
    one.add_argument("--setup", type=Path, required=True, metavar="SETUP", help=_("set-up, .xlsx or .toml"))

    one = command("setup", _("Show what a changed set-up would change, and what follows; --apply does it."))
    _evaluation(one, _)
    one.add_argument(
        "--from", dest="setup", type=Path, required=True, metavar="SETUP", help=_("set-up, .xlsx or .toml")
    )
    one.add_argument(
        "--keep",
        nargs="+",
        default=[],
        metavar="CRITERION",
        help=_("let the answers to these criteria stand although they are worded otherwise"),
    )
    one.add_argument("--apply", action="store_true", help=_("carry the plan out"))
    _reason(one, _)
    one.add_argument("--json", action="store_true", help=_("print JSON"))

    one = command("ballots", _("Write a ballot (or Excel form, or paper) for each member who has none yet."))
    _evaluation(one, _)
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("folder for the ballots"))
    one.add_argument(
        "--member",
        action="append",
        default=[],
        metavar="ID",
        help=_("issue to this member, again if need be; an earlier ballot is then no longer accepted"),
    )
    one.add_argument(
        "--as",
        dest="kind",
        choices=("ballot", "excel", "paper"),
        default="ballot",
        help=_("what members answer in: a ballot (default), an Excel form, or blank sheets to print"),
    )
    one.add_argument(
        "--form-lang", choices=LANGUAGES, default="ja", help=_("language of Excel forms and blank sheets")
    )


def _member(command: _Command, _: _Gettext) -> None:
    one = command(
        "open",
        _("Open ballots or evaluations in windows; without any, the start window. “open” may be left out."),
    )
    one.add_argument("files", type=Path, nargs="*", metavar="FILE", help=_("the ballots or evaluations"))

    one = command("fill", _("Put scores and comments from a table into a ballot."))
    one.add_argument("ballot", type=Path, metavar="NAME.ballot", help=_("the ballot"))
    one.add_argument(
        "--from",
        dest="answers",
        type=Path,
        required=True,
        metavar="ANSWERS",
        help=_("answers, .csv, .xlsx or .json, or an earlier ballot of the same member"),
    )

    one = command("hand-in", _("Seal a ballot's answers and print the verification code."))
    one.add_argument("ballot", type=Path, metavar="NAME.ballot", help=_("the ballot"))
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("folder for the submission"))
    one.add_argument("--draft", action="store_true", help=_("hand in although cells are open"))
    one.add_argument(
        "--receipt",
        type=Path,
        metavar="FILE.pdf",
        help=_("also write a receipt with the verification code, .pdf"),
    )
    one.add_argument("--form-lang", choices=LANGUAGES, default="ja", help=_("language of the receipt"))

    one = command("sheets", _("Print a member's own score sheets as PDF, as they stand or blank."))
    one.add_argument("ballot", type=Path, metavar="NAME.ballot", help=_("the ballot"))
    one.add_argument(
        "-o", "--out", type=Path, required=True, metavar="FILE.pdf", help=_("the file to write, .pdf")
    )
    one.add_argument("--blank", action="store_true", help=_("blank forms to fill in by hand"))
    one.add_argument("--form-lang", choices=LANGUAGES, default="ja", help=_("language of the sheets"))


def _receive(command: _Command, _: _Gettext) -> None:
    one = command("intake", _("Show what submissions or Excel forms would change; --apply takes them in."))
    _evaluation(one, _)
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=_("submissions, Excel forms, or folders of them")
    )
    _applying(one, _)

    one = command("type-in", _("The same for answers that came on paper or in an old workbook."))
    _evaluation(one, _)
    one.add_argument("answers", type=Path, metavar="ANSWERS", help=_("answers, .csv, .xlsx or .json"))
    one.add_argument(
        "--second",
        type=Path,
        metavar="ANSWERS2",
        help=_("the same answers typed in a second time, to compare"),
    )
    _applying(one, _)

    one = command("confirm", _("Show Excel forms that wait to be confirmed; confirm or reject one."))
    _evaluation(one, _)
    one.add_argument("--member", metavar="ID", help=_("only this member's form"))
    one.add_argument("--code", metavar="CODE", help=_("the form with this code: what was compared"))
    how = one.add_mutually_exclusive_group()
    how.add_argument("--apply", action="store_true", help=_("it was compared with the member: let it count"))
    how.add_argument("--reject", action="store_true", help=_("it is not what the member says: keep it out"))
    _reason(one, _)
    one.add_argument("--json", action="store_true", help=_("print JSON"))

    one = command("undo-intake", _("Undo a whole intake: the answers before it stand again."))
    _evaluation(one, _)
    one.add_argument("--intake", type=int, metavar="N", help=_("its number (default: the last one)"))
    _reason(one, _)

    one = command("status", _("Print who has handed in what, what is missing and what needs a look."))
    _evaluation(one, _)
    one.add_argument("--late", action="store_true", help=_("only members who are late"))
    one.add_argument("--json", action="store_true", help=_("print JSON"))

    one = command("close", _("Close the evaluation: from then on a change needs a reason and is listed."))
    _evaluation(one, _)

    one = command("reopen", _("Open a closed evaluation again."))
    _evaluation(one, _)
    one.add_argument("--reason", required=True, metavar="TEXT", help=_("why; it is listed with each change"))

    one = command("corrections", _("List what was changed since the evaluation was first closed (internal)."))
    _evaluation(one, _)
    how = one.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("print JSON"))
    how.add_argument("--pdf", type=Path, metavar="FILE.pdf", help=_("write the official list, .pdf"))
    how.add_argument("--csv", type=Path, metavar="FILE.csv", help=_("write it as a table, .csv"))
    one.add_argument(
        "--named", action="store_true", help=_("with names in the file written: not for publication")
    )
    one.add_argument("--form-lang", choices=LANGUAGES, default="ja", help=_("language of the official list"))

    one = command("record", _("Print the record of what was done."))
    _evaluation(one, _)
    one.add_argument(
        "--verify", action="store_true", help=_("recompute the chain, the signatures and the answers")
    )
    one.add_argument("--json", action="store_true", help=_("print JSON"))


def _applying(parser: argparse.ArgumentParser, _: _Gettext) -> None:
    parser.add_argument("--apply", action="store_true", help=_("carry the plan out"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--confirm",
        type=int,
        metavar="N",
        help=_("the number of scores replaced, where more than a tenth of all would be"),
    )
    _reason(parser, _)


def _reason(parser: argparse.ArgumentParser, _: _Gettext) -> None:
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=_("why answers change although the evaluation is closed")
    )


def _print(command: _Command, _: _Gettext) -> None:
    one = command("results", _("Print the means and the unnamed scores."))
    _evaluation(one, _)
    how = one.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("print JSON"))
    how.add_argument("--csv", action="store_true", help=_("print CSV"))
    how.add_argument(
        "--recusals", action="store_true", help=_("print who does not judge what, and why (internal)")
    )
    what = one.add_mutually_exclusive_group()
    what.add_argument(
        "--internal",
        action="store_true",
        help=_("print spread, agreement and the members' tendencies instead (internal)"),
    )
    what.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help=_("compare with an earlier evaluation: its .evaluation file, or its results as JSON"),
    )
    one.set_defaults(refuse=one.error)

    one = command("texts", _("Write the report's joint texts to a file, or take them in from one."))
    _evaluation(one, _)
    where = one.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="TEXTS", help=_("the file to write, .toml or .xlsx"))
    where.add_argument(
        "--from", dest="source", type=Path, metavar="TEXTS", help=_("show what this file would change")
    )
    one.add_argument("--apply", action="store_true", help=_("carry the plan out"))
    one.add_argument(
        "--overwrite", action="store_true", help=_("take the file's text also where both were changed")
    )
    one.add_argument("--json", action="store_true", help=_("print JSON"))
    one.set_defaults(refuse=one.error)

    _exporting(
        command(
            "export",
            _(
                "Write documents; without a choice, all but the blank, the combined"
                " and the unnamed single score sheets."
            ),
        ),
        _,
    )

    one = command("disclosure", _("Look for members' names in files that are to be published."))
    _evaluation(one, _)
    one.add_argument("folder", type=Path, metavar="DIR", help=_("the folder with the files"))
    one.add_argument("--json", action="store_true", help=_("print JSON"))

    one = command("demo", _("Do the whole main job on the sample evaluation."))
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("a new folder"))


def _exporting(one: argparse.ArgumentParser, _: _Gettext) -> None:
    _evaluation(one, _)
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("folder for the documents"))
    one.add_argument("--workbook", action="store_true", help=_("the Excel workbook"))
    one.add_argument("--summary", action="store_true", help=_("the summary PDF"))
    one.add_argument("--report", action="store_true", help=_("the report's evaluation part as PDF"))
    one.add_argument("--word", action="store_true", help=_("the same as a Word file, to go on editing"))
    one.add_argument("--sheets", action="store_true", help=_("the official score sheets as one PDF"))
    which = one.add_mutually_exclusive_group()
    which.add_argument("--blank", action="store_true", help=_("score sheets to fill in by hand"))
    which.add_argument(
        "--combined", action="store_true", help=_("one score sheet per subject, all members on it")
    )
    one.add_argument("--csv", action="store_true", help=_("results and comments as CSV"))
    one.add_argument("--json", action="store_true", help=_("results and comments as JSON"))
    one.add_argument(
        "--edition",
        choices=[edition.value for edition in Edition],
        default=Edition.DRAFT.value,
        help=_("a draft marks missing texts; a final edition must have them all"),
    )
    one.add_argument(
        "--lang", dest="document_lang", choices=LANGUAGES, default="ja", help=_("their language")
    )
    one.add_argument(
        "--columns",
        choices=[order.value for order in ColumnOrder],
        default=ColumnOrder.AS_LISTED.value,
        help=_("order of the unnamed columns"),
    )
    one.add_argument("--named", action="store_true", help=_("with names: not for publication"))
