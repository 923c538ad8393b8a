"""HTTP statuses that mean the same to a crawl and to what is derived from its captures (values only)."""

# Statuses by which a server refuses this client, and not this page.
BLOCKED_STATUSES = frozenset({401, 403, 407, 429, 451})
