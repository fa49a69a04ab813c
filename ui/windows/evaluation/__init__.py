"""The secretariat's window: one evaluation from an empty page to the printed report."""
