"""The disclosure check: produced files are taken apart and searched for the members' names."""

from exports.disclosure.folder import check_files, check_folder, files_below

__all__ = ["check_files", "check_folder", "files_below"]
