"""The room display: it shows what everyone may see, and edits nothing."""
