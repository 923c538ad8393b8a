"""Values to disk and back: WARC, SQLite, Datasette, exports."""
