"""Excel workbooks: the only room that knows openpyxl and XlsxWriter."""
