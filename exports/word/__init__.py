"""The report as a Word file, which a ministry edits before it publishes. Only this room knows python-docx."""
