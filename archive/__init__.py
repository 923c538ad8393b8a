"""Stores responses and the articles read from them: WARC files, SQLite, Datasette and exports."""
