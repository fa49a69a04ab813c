"""LibreOffice as a member uses it: a Basic macro opens forms, fills them in and saves them, in one run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 120
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
# with this the macro is not overwritten by the files that a first start puts into its profile
_SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true
 </value></prop></item></oor:items>"""
_BASIC = """
Dim document
Sub Main
  On Error GoTo Failed
  {calls}
  Note "done", "done"
  Exit Sub
Failed:
  Note "failed", Error$ & " in line " & Erl
  ' with a document open it would wait for a user
  document.close(True)
End Sub
Sub Note(name, text)
  file = FreeFile
  Open "{folder}/" & name & ".txt" For Output As #file
  Print #file, text
  Close #file
End Sub
Sub OpenForm(url)
  Dim settings(0) As New com.sun.star.beans.PropertyValue
  settings(0).Name = "Hidden" : settings(0).Value = True
  document = StarDesktop.loadComponentFromURL(url, "_blank", 0, settings())
End Sub
Sub SaveForm(url)
  Dim settings(0) As New com.sun.star.beans.PropertyValue
  settings(0).Name = "FilterName" : settings(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(url, settings())
  document.close(True)
End Sub
Function Named(name)
  Named = document.NamedRanges.getByName(name).getReferredCells().getCellByPosition(0, 0)
End Function
"""


def quoted(text: str) -> str:
    """A text as Basic writes it."""
    return '"' + text.replace('"', '""').replace("\n", '" & Chr(10) & "') + '"'


def filling(answers: Mapping[str, object]) -> str:
    """Statements that give named cells numbers or texts."""
    return "\n".join(
        f"Named({quoted(name)}).{'String' if isinstance(value, str) else 'Value'} = "
        f"{quoted(value) if isinstance(value, str) else value}"
        for name, value in answers.items()
    )


def worked_on(folder: Path, forms: Mapping[str, tuple[bytes, str]]) -> dict[str, bytes]:
    """Each form by its name, opened, changed by its Basic statements, and saved as .xlsx.

    The statements know ``document`` and ``Named(name)``, the cell of a defined name.
    """
    soffice = shutil.which("soffice")
    assert soffice is not None, "LibreOffice is missing: tools/system-packages.sh test installs it"
    subs, calls = [], []
    for number, (name, (data, statements)) in enumerate(forms.items()):
        source, target = folder / f"{name}.xlsx", folder / f"{name}-saved.xlsx"
        source.write_bytes(data)
        lines = [f'OpenForm("{source.as_uri()}")', statements, f'SaveForm("{target.as_uri()}")']
        subs.append(f"Sub Form{number}\n" + "\n".join(lines) + "\nEnd Sub\n")
        calls.append(f"Form{number}")
    macro = _BASIC.replace("{calls}", "\n".join(calls)).replace("{folder}", str(folder)) + "".join(subs)
    profile = _profile(folder, macro)
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run(
        [*command, "macro:///Standard.Filling.Main"], check=True, capture_output=True, timeout=SECONDS
    )
    failed = folder / "failed.txt"
    assert not failed.exists(), failed.read_text("utf-8")
    assert (folder / "done.txt").exists(), "the macro did not run"
    return {name: (folder / f"{name}-saved.xlsx").read_bytes() for name in forms}


def _profile(folder: Path, macro: str) -> Path:
    """A profile of its own that holds the macro."""
    user = folder / "profile/user"
    library = user / "basic/Standard"
    library.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_HEAD + _SETTINGS, "utf-8")
    link = 'xlink:type="simple" library:link="false"'
    for kind in ("script", "dialog"):
        (user / f"basic/{kind}.xlc").write_text(
            f'{_HEAD}<library:libraries {_LIBRARY} xmlns:xlink="http://www.w3.org/1999/xlink"><library:library'
            f' library:name="Standard" xlink:href="$(USER)/basic/Standard/{kind}.xlb/" {link}/>'
            "</library:libraries>",
            "utf-8",
        )
        module = '<library:element library:name="Filling"/>' if kind == "script" else ""
        (library / f"{kind}.xlb").write_text(
            f'{_HEAD}<library:library {_LIBRARY} library:name="Standard" library:readonly="false"'
            f' library:passwordprotected="false">{module}</library:library>',
            "utf-8",
        )
    (library / "Filling.xba").write_text(
        f'{_HEAD}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling"'
        f' script:language="StarBasic">{escape(macro)}</script:module>',
        "utf-8",
    )
    return user.parent
