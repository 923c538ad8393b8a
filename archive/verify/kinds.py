"""The kinds of findings, and what to do about each (values only); docs/trust.md explains them."""

from collections.abc import Mapping

COPY = "Put the file back from a copy."
CHANGED = "If its file was changed, put that back from a copy; else"
REPLAY = "`commentary repair` rebuilds the tables from the WARC files."
REINDEX = "`commentary repair` makes it anew."
START = "The next crawl takes it in; so does `commentary repair`."

REMEDIES: Mapping[str, str] = {
    # WARC files
    "warc-missing": f"{COPY} Without one, `commentary replay --accept-loss` removes its captures from the tables.",
    "warc-unreadable": "Make it readable, or put the file back from a copy.",
    "warc-shorter": f"{COPY} Without one, keep it: all records before this byte can be read.",
    "warc-longer": START,
    "warc-changed": f"{COPY} Without one, look at the other findings on it: what they do not name is as it was.",
    "warc-renamed": "`commentary repair` gives it back its name.",
    "warc-doubled": "`commentary repair` moves the copy into the folder removed/.",
    "warc-not-loaded": START,
    "torn-tail": "`commentary repair` moves these bytes into the folder removed/; the next crawl cuts them off.",
    # Records
    "record-damaged": f"{COPY} Without one, these captures are lost, and all other records can be read.",
    "digest-mismatch": f"{COPY} Without one, do not cite this capture.",
    "record-doubled": "Keep one of the files, and move the other one out of the folder warc/.",
    "record-out-of-place": COPY,
    # The chain of runs
    "run-changed": "Compare the run's files with a copy; if a file was removed, put it back.",
    "chain-broken": "Compare the files of the run before with a copy; if they were changed, put them back.",
    "run-missing": "Put the files of that run back from a copy.",
    # Tables against records
    "capture-not-in-table": REPLAY,
    "capture-without-record": f"{CHANGED} `commentary replay --accept-loss` removes the row.",
    "capture-differs": f"{CHANGED} `commentary repair` rebuilds the tables from it.",
    "capture-moved": f"{CHANGED} `commentary repair` rebuilds the tables from it.",
    "run-differs": REPLAY,
    "unfetched-differs": f"{REPLAY} If it would lose them, `commentary replay --accept-loss` removes them.",
    # The database
    "database-missing": "`commentary repair` or `commentary replay` rebuilds it from the WARC files.",
    "database-damaged": "`commentary repair` moves it into the folder removed/, and rebuilds it from the WARC files.",
    "index-damaged": REINDEX,
    "schema-version": "Crawl or replay into the archive once with this release, or install a newer one.",
    "schema-differs": REPLAY,
    "wrong-type": REPLAY,
    "orphan-row": REPLAY,
    "search-missing": REINDEX,
    "search-differs": REINDEX,
    # Derived tables
    "version-differs": REPLAY,
    "article-differs": REPLAY,
    "reading-differs": REPLAY,
    "reading-missing": "The next crawl reads it; so does `commentary repair`.",
    "table-differs": REPLAY,
    # The machine
    "unfinished-run": "The next crawl recovers it; so does `commentary repair`.",
    "unfinished-forget": "Run `commentary forget --finish`.",
    "unfinished-compact": "The next command that opens the archive finishes it, such as `commentary compact`.",
    "leftover": "`commentary repair` moves it into the folder removed/.",
    "stale-lock": "End the process that still holds it; `fuser` on the file names it.",
    "clock": "Set the clock, or wait: a crawl now would date its captures before those that are there.",
    "file-time": "If the file was put back from a copy, nothing is wrong; `touch` it. Else compare it with a copy.",
    "disk-space": "Free some space before the next crawl or replay.",
    # What was forgotten
    "forgotten-record": "`commentary forget` with its URL, or the name of its site, removes it again.",
    "forgotten-row": "`commentary replay --accept-loss` rebuilds the tables without it.",
}
