"""What brings a library file to the present schema, one numbered step after the other."""
