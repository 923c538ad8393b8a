"""Holds the state of a run: its queue, what each source listed, robots.txt rules and plan (one SQLite file).

A run that was killed continues from the file.
"""

from crawler.run_state.backoff import Backoff
from crawler.run_state.frontier import Frontier
from crawler.run_state.idle_time import IdleTime
from crawler.run_state.next_due import first_due_at
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
from crawler.run_state.queued_request import ASSET_PRIORITY, QueuedRequest
from crawler.run_state.requests import listing_request, page_request
from crawler.run_state.robots_rules import RobotsRules, origin_of

__all__ = [
    "ASSET_PRIORITY",
    "LEFT_OVER",
    "LINKED",
    "NEXT_PAGE",
    "NEXT_PAGE_PRIORITY",
    "OUTAGE_CHECK",
    "REDIRECTED",
    "Backoff",
    "Frontier",
    "IdleTime",
    "Lastmods",
    "Pager",
    "Plan",
    "QueuedRequest",
    "RobotsRules",
    "first_due_at",
    "listing_request",
    "next_revisit",
    "origin_of",
    "page_request",
]
