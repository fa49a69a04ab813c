"""Sentences for files, disks, printers and screens."""

from __future__ import annotations

from evalapp.language import N_

SENTENCES = {
    # files
    "file-missing": N_("{file} was not found. Check the name and the folder."),
    "file-is-folder": N_("{file} is not a file that can be used here. Name a file."),
    "file-empty": N_("{file} is empty. Ask for it to be sent again."),
    "file-too-large": N_("{file} is larger than {limit_mb} MB and was not opened."),
    "file-denied": N_(
        "{file} may not be read or written. Close it where it is open, check the permissions,"
        " or choose another folder."
    ),
    "file-unreadable": N_("{file} could not be read or written ({problem}). Check the drive and try again."),
    "file-moved": N_(
        "{file} was moved, renamed or replaced while it was open. Save it in another place to go on."
    ),
    "edit-overtaken": N_("Another program has changed this answer meanwhile. Look at it and enter it again."),
    "file-busy": N_("{file} is being used by another program. Close it there and try again."),
    "file-exists": N_("{file} exists already and was left as it is. Choose another name."),
    "file-not-verified": N_("{file} was written but could not be read back. Save it in another place."),
    "file-damaged": N_(
        "{file} is damaged and was not changed. Open a copy that you have kept; if the file was sent to you,"
        " ask the secretariat to send it again."
    ),
    "file-altered": N_("{file} was changed by another program and is not opened. Go back to the original."),
    "file-newer": N_("{file} was made by a newer version of this app. Update the app to open it."),
    "file-wrong-kind": N_("{file} is not {expected}. Choose the right file."),
    "file-wrong-suffix": N_("{file} should end in {expected}. Choose another name or the right file."),
    "disk-full": N_("There is no space left to write {file}. Nothing was lost; make space and try again."),
    # windows
    "pdf-unreadable": N_("{file} is damaged or no PDF and cannot be shown. Ask for it to be sent again."),
    "pdf-locked": N_("{file} is protected with a password and cannot be shown. Ask for one without."),
    "print-failed": N_(
        "The printer {printer} did not take the pages. Check that it is on, or save as PDF and print that."
    ),
    "no-printer": N_(
        "No printer is set up on this computer. Save as PDF, and print that on another computer."
    ),
    "open-submission": N_(
        "{file} is sealed; only the secretariat can open it. To see or change your answers, open your ballot"
        " (.ballot)."
    ),
    "evaluation-closed": N_(
        "The evaluation is closed. A change needs a reason now: it is recorded, and listed as a correction."
    ),
    "drop-no-file": N_(
        "What was dropped is no file on this computer. Save it here first, then drop the file."
    ),
    "screen-none": N_(
        "There is no screen to show a window on. Start it from a desktop, or use the commands"
        " (evalapp --help)."
    ),
    "screen-unreachable": N_(
        "The screen named by DISPLAY does not answer. Start it from a desktop, or use the commands"
        " (evalapp --help)."
    ),
    "screen-libraries-missing": N_(
        "The system lacks a library that windows need ({problem}). Install it, or use the commands"
        " (evalapp --help)."
    ),
}
