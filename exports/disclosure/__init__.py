"""The disclosure check: produced files are taken apart and searched for the members' names."""

from exports.disclosure.folder import check_folder

__all__ = ["check_folder"]
