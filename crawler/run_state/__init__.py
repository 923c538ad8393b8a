"""Holds the state of a run: its queue, what each source listed, robots.txt rules, plan, counts (one SQLite file).

A run that was killed continues from the file.
"""

from crawler.run_state.backoff import Backoff
from crawler.run_state.frontier import FRONTIER_NAME, Frontier
from crawler.run_state.idle_time import IdleTime
from crawler.run_state.ledger import BLOCKED, BLOCKED_STATUSES, MAX_BLOCKED_IN_ROW, Ledger, Summary, run_problem
from crawler.run_state.pager import Pager
from crawler.run_state.plan import (
    LEFT_OVER,
    LINKED,
    NEXT_PAGE,
    NEXT_PAGE_PRIORITY,
    OUTAGE_CHECK,
    REDIRECTED,
    Lastmods,
    Plan,
    next_revisit,
)
from crawler.run_state.queued_request import QueuedRequest
from crawler.run_state.requests import listing_request, page_request
from crawler.run_state.robots_rules import RobotsRules, origin_of
from crawler.run_state.source_counts import REDIRECTS, SourceCounts

__all__ = [
    "BLOCKED",
    "BLOCKED_STATUSES",
    "FRONTIER_NAME",
    "LEFT_OVER",
    "LINKED",
    "MAX_BLOCKED_IN_ROW",
    "NEXT_PAGE",
    "NEXT_PAGE_PRIORITY",
    "OUTAGE_CHECK",
    "REDIRECTED",
    "REDIRECTS",
    "Backoff",
    "Frontier",
    "IdleTime",
    "Lastmods",
    "Ledger",
    "Pager",
    "Plan",
    "QueuedRequest",
    "RobotsRules",
    "SourceCounts",
    "Summary",
    "listing_request",
    "next_revisit",
    "origin_of",
    "page_request",
    "run_problem",
]
