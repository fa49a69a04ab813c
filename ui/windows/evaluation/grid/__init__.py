"""Tables that are edited as people know it from spreadsheets."""
