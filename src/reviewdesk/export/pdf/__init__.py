"""The report as a PDF: laid out in one pass, drawn in another, on ReportLab's canvas."""
