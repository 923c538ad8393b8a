"""The tables of what each run of a site measured, and of the alarms that follow from it (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

WATCH: Mapping[str, Table] = {
    "run_measures": Table(
        "One row per crawl and measure of what it showed, by which later crawls of the site are judged",
        {
            "run": Column("TEXT NOT NULL", "The run, as in runs.id"),
            "name": Column(
                "TEXT NOT NULL",
                "What is measured. Counts of pages by their last response: pages (all), read, unchanged,"
                " refused, gone or moved, failed, blocked, consent walls, cut off (held since only the beginning"
                " is shown), and answered (read, unchanged, refused, gone or moved). Counts of articles:"
                " articles (read in the run), new (that no run before had read), changed, gone, alike (new ones"
                " with the text of another new one), undated (new ones), and, as in published 2026-03-01, the"
                " new ones of a day. words, longest: median and most words of the new ones. listings, listings"
                " failed: pages of sources. clock: seconds by which the site's clock is ahead, if every response"
                " says so. robots: digest of robots.txt; revision: of the rules; newest: last day of publication",
            ),
            "value": Column("REAL", "Number; empty for a text. What is zero has no row"),
            "text": Column("TEXT", "Text; empty for a number"),
        },
        "PRIMARY KEY (run, name)",
        "WITHOUT ROWID",
    ),
    "alarms": Table(
        "One row per alarm: what of a site a person should look at, since which run, and until which",
        {
            "id": Column("INTEGER PRIMARY KEY", "Row id: 52 bits of a hash of site, kind, subject and first run"),
            "site": Column("TEXT NOT NULL", "Name of the site's profile"),
            "kind": Column(
                "TEXT NOT NULL",
                "volume low, volume high, fill, rule, bodies short, dates stand still, pages alike, blocked, consent"
                " wall, robots changed, redesign, refused, failing, outage, or clock",
            ),
            "subject": Column(
                "TEXT NOT NULL DEFAULT ''", "The field that it concerns; blank if it is all of the site"
            ),
            "what": Column("TEXT NOT NULL", "What the runs showed, and what they showed before"),
            "do": Column("TEXT NOT NULL", "What to do"),
            "began_run": Column("TEXT NOT NULL", "The first run that showed it, as in runs.id"),
            "began_at": Column("TEXT NOT NULL", "Time of the start of that run"),
            "ended_run": Column("TEXT", "The first run since that no longer shows it; empty while it is open"),
            "ended_at": Column("TEXT", "Time of the start of that run"),
        },
    ),
}
