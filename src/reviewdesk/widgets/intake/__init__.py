"""The preview of what is brought in from elsewhere."""
