"""What comes in: text, tables, chat and alert exports, read into proposed entries."""
