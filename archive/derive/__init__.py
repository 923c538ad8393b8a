"""Derives articles, their URLs, authors, tags, links … from captures and readings (SQL on an open transaction).

The result does not depend on the order in which captures and readings were stored.
"""

from archive.derive.alike import CUT_OFF
from archive.derive.articles import PARTS, refresh
from archive.derive.changes import change_everything
from archive.derive.compared_text import ComparedText, keep_compared_text, read_compared_text
from archive.derive.disagreements import compare_listed
from archive.derive.everything import parts_of_everything
from archive.derive.lenders import lend
from archive.derive.outage import affected_runs, count_lost, is_outage, judge_ended_run, judge_runs
from archive.derive.page_join import MAX_ARTICLE_PAGES
from archive.derive.provenance import sum_up_everything
from archive.derive.stale import URLS, Stale, urls_in, versions_in
from archive.derive.tallies import count_everything
from archive.derive.verdicts import events_of, judge_foreign_readings, judge_readings, unjudge

__all__ = [
    "CUT_OFF",
    "MAX_ARTICLE_PAGES",
    "PARTS",
    "URLS",
    "ComparedText",
    "Stale",
    "affected_runs",
    "change_everything",
    "compare_listed",
    "count_everything",
    "count_lost",
    "events_of",
    "is_outage",
    "judge_ended_run",
    "judge_foreign_readings",
    "judge_readings",
    "judge_runs",
    "keep_compared_text",
    "lend",
    "parts_of_everything",
    "read_compared_text",
    "refresh",
    "sum_up_everything",
    "unjudge",
    "urls_in",
    "versions_in",
]
