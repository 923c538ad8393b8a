"""Decides whether a page is an article, and names what it is instead (pure).

`refusal.py` refuses by address, by content and by page number; `judge.py` weighs the features of the whole page.
"""

from extract.kind.judge import ARTICLE, THRESHOLD, Kind, judge_kind
from extract.kind.page_features import FEATURE_LABELS
from extract.kind.refusal import (
    BLOCKED_REASONS,
    is_wordpress_post,
    refusal_by_address,
    refusal_by_content,
    refusal_by_number,
)
from extract.kind.stated_kind import OTHER_KINDS

__all__ = [
    "ARTICLE",
    "BLOCKED_REASONS",
    "FEATURE_LABELS",
    "OTHER_KINDS",
    "THRESHOLD",
    "Kind",
    "is_wordpress_post",
    "judge_kind",
    "refusal_by_address",
    "refusal_by_content",
    "refusal_by_number",
]
