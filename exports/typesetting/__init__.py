"""Setting text in lines: fonts, kinsoku, justification. Pure; knows no PDF and no document."""
