"""The only room that speaks SQL: values go in, values come out."""
