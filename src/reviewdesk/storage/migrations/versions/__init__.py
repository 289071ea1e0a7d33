"""The steps. A step that was released is never changed again.

A step that gives a record a new field writes the digests of its rows anew, as they are over all
fields; and SCHEMA_VERSION in `storage/header.py` goes up by one.
"""
