"""Derives articles, their URLs, authors, tags, links … from captures and readings (SQL on an open transaction).

The result does not depend on the order in which captures and readings were stored.
"""

from archive.derive.articles import refresh
from archive.derive.lenders import lend
from archive.derive.outage import affected_runs, count_lost, is_outage, judge_ended_run, judge_runs
from archive.derive.page_join import MAX_ARTICLE_PAGES

__all__ = [
    "MAX_ARTICLE_PAGES",
    "affected_runs",
    "count_lost",
    "is_outage",
    "judge_ended_run",
    "judge_runs",
    "lend",
    "refresh",
]
