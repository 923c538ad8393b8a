"""Tells what a run did: its report, put together when it is asked for (reads the database).

Nothing of it is stored: all follows from captures, readings and the summary that the run's WARC file carries.
"""

from archive.report.changed import LABELS, ChangedArticle
from archive.report.report import (
    MAX_LISTED,
    REPORT_QUERIES,
    RunReport,
    last_run_of_site,
    run_report,
    to_json,
    to_report,
)

__all__ = [
    "LABELS",
    "MAX_LISTED",
    "REPORT_QUERIES",
    "ChangedArticle",
    "RunReport",
    "last_run_of_site",
    "run_report",
    "to_json",
    "to_report",
]
