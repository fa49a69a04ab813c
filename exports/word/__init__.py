"""The report as a Word file: what a ministry edits before it publishes. The only room that knows python-docx."""
