"""Counts what a run does, and sums it up (no side effects, no Scrapy: commands that show a run need none)."""

from crawler.ledger.ledger import BLOCKED, MAX_BLOCKED_IN_ROW, Ledger
from crawler.ledger.source_counts import REDIRECTS, SourceCounts
from crawler.ledger.summary import Summary, run_problem

__all__ = [
    "BLOCKED",
    "MAX_BLOCKED_IN_ROW",
    "REDIRECTS",
    "Ledger",
    "SourceCounts",
    "Summary",
    "run_problem",
]
