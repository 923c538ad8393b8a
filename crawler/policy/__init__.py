"""Decides when and what to request, retry and leave alone (pure: no Scrapy, no SQLite, no network).

Retries, revisits, budgets, robots.txt, permitted hosts, and the reasons why a request was not sent.
"""

from crawler.policy.budget import Budget
from crawler.policy.hosts import is_on_site, is_private, names_private_machine
from crawler.policy.reasons import DOWNLOAD_ERRORS, PERMANENT, NotFetched, NotRendered, Withdrawn, reason_of
from crawler.policy.retry import OVERLOADED, PASSING, PASSING_ERRORS, Wait, read_retry_after, rest_of, wait_after
from crawler.policy.revisit import MODIFIED, NEW, NEWS, Decision, decide, is_trusted
from crawler.policy.robots import Robots

__all__ = [
    "DOWNLOAD_ERRORS",
    "MODIFIED",
    "NEW",
    "NEWS",
    "OVERLOADED",
    "PASSING",
    "PASSING_ERRORS",
    "PERMANENT",
    "Budget",
    "Decision",
    "NotFetched",
    "NotRendered",
    "Robots",
    "Wait",
    "Withdrawn",
    "decide",
    "is_on_site",
    "is_private",
    "is_trusted",
    "names_private_machine",
    "read_retry_after",
    "reason_of",
    "rest_of",
    "wait_after",
]
