"""The indexes of the tables, but for the full-text index, which is in `search.py` (values only)."""

from collections.abc import Mapping

INDEXES: Mapping[str, tuple[str, ...]] = {
    "versions": ("lent_by",),
    # Also for facets of articles of one year or language, and for a table that a reader sorts.
    "articles": (
        "site, published_at",
        "site, published_day",
        "site, year, language",
        "site, rules, capture",
        "year, published_at",
        "year, site, language",
        "language, published_at",
        "language, site, year",
        "published_at",
        "published_day, word_count, cut_off",
        "views",
        "word_count",
        "title",
        "authors",
        "categories",
        "lowest_confidence",
        "version",
        "capture",
    ),
    "readings": (
        "article, captured_at",
        "captured_at",
        "canonical_url, own_url",
        "known_as",
        "own_url",
        "version",
        "site, captured_at",
        "text_hash",
        "rule_set",
    ),
    "captures": (
        "url, captured_at",
        "address, captured_at",
        "site, captured_at",
        "captured_at",
        "status",
        "source_kind",
        "run",
        "warc, offset",
    ),
    "runs": ("site, started_at",),
    "authors": ("name, article",),
    "categories": ("name, article",),
    "tags": ("name, article",),
    "links": ("host", "domain, article", "url"),
    "comments": ("author", "published_at"),
    "sources": ("url", "source_kind, source_url"),
    "unfetched": ("url",),
    "addresses": ("article",),
    "absences": ("gone_at",),
    "gaps": ("url",),
    "changes": (
        "article_id",
        "article, changed_at",
        "changed_at, class, change",
        "class, changed_at",
        "change, changed_at, class",
        "version",
    ),
    "tallies": ("what, site, articles",),
    "copies": ("copy", "copy_at", "original_version", "copy_version"),
}

# The last part of an address without parameters, in lower case, by which people look for an article.
_PATH = "rtrim(substr(url, 1, instr(url || '?', '?') - 1), '/')"
LAST_PART = f"lower(substr({_PATH}, length(rtrim({_PATH}, replace({_PATH}, '/', ''))) + 1))"

FACETS_INDEX = "idx_articles_facets"

# Each of these queries concerns a small part of its table, such as redirects, images and stylesheets, or articles in
# several pages; or it needs few of its columns, which then stand in the index.
PARTIAL_INDEXES = (
    # What facets, months and lengths of some thousand articles read of them, in a tenth of the table's bytes.
    (
        f"CREATE INDEX IF NOT EXISTS {FACETS_INDEX} ON articles"
        " (id, site, year, language, authors, categories, published_day, word_count, versions, gone_at)"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_captures_redirect_address ON captures (redirect_address)"
        " WHERE redirect_address IS NOT NULL AND status IN (301, 308)"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_captures_temporary_redirect ON captures (redirect_address)"
        " WHERE redirect_address IS NOT NULL AND status IN (302, 303, 307)"
    ),
    f"CREATE INDEX IF NOT EXISTS idx_addresses_last_part ON addresses ({LAST_PART})",
    "CREATE INDEX IF NOT EXISTS idx_articles_edited ON articles (url) WHERE versions > 1",
    "CREATE INDEX IF NOT EXISTS idx_articles_most_edited ON articles (versions) WHERE versions > 1",
    (
        "CREATE INDEX IF NOT EXISTS idx_articles_asking ON articles (published_at, site)"
        " WHERE title GLOB '*[?\uff1f\u061f\u2047]*'"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_articles_paid ON articles (published_at, site)"
        " WHERE cut_off IS NOT NULL OR is_free = 0"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_articles_republished ON articles (published_at, site)"
        " WHERE source_url IS NOT NULL"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_articles_in_another_language ON articles (published_at, site, language)"
        " WHERE lower(substr(language, 1, 2)) <> lower(substr(language_detected, 1, 2))"
    ),
    "CREATE INDEX IF NOT EXISTS idx_articles_gone ON articles (site) WHERE gone_at IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS idx_articles_viewed ON articles (views, title, url) WHERE views IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS idx_readings_reason ON readings (reason) WHERE reason IS NOT NULL",
    (
        "CREATE INDEX IF NOT EXISTS idx_readings_refused ON readings (reason, captured_at)"
        " WHERE outcome NOT IN ('article', 'part')"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_readings_views"
        " ON readings (article, captured_at, views, views_rounded, capture)"
        " WHERE article IS NOT NULL AND views IS NOT NULL"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_readings_comment_count"
        " ON readings (article, captured_at, comment_count, capture)"
        " WHERE article IS NOT NULL AND comment_count IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS idx_captures_missed ON captures (run, address) WHERE status IN (404, 410)",
    (
        "CREATE INDEX IF NOT EXISTS idx_readings_next_page_url ON readings (next_page_url)"
        " WHERE next_page_url IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS idx_readings_leads_to ON readings (leads_to) WHERE leads_to IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS idx_runs_unjudged ON runs (site) WHERE NOT judged",
    "CREATE INDEX IF NOT EXISTS idx_readings_held ON readings (site) WHERE held IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS idx_readings_doubtful ON readings (captured_at, capture) WHERE held IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS idx_readings_part ON readings (part) WHERE part IS NOT NULL",
    (
        "CREATE INDEX IF NOT EXISTS idx_captures_asset_of ON captures (source_url, url, captured_at)"
        " WHERE source_kind = 'asset'"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_captures_asset_digest ON captures (payload_digest)"
        " WHERE source_kind = 'asset' AND revisit_of IS NULL"
    ),
    "CREATE INDEX IF NOT EXISTS idx_changes_of_site ON changes (site, changed_at) WHERE change <> 'new'",
    (
        "CREATE INDEX IF NOT EXISTS idx_changes_headlines ON changes (changed_at, site)"
        " WHERE instr(changed, '\"title\"')"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_changes_dates ON changes (changed_at, site)"
        " WHERE instr(changed, '\"published_at\"')"
    ),
    "CREATE INDEX IF NOT EXISTS idx_changes_silent ON changes (changed_at, class, site) WHERE is_silent = 1",
    (
        "CREATE INDEX IF NOT EXISTS idx_changes_late ON changes (seconds_after, class, site)"
        " WHERE seconds_after IS NOT NULL"
    ),
    (
        "CREATE INDEX IF NOT EXISTS idx_changes_unseen"
        " ON changes (julianday(changed_at) - julianday(unchanged_until))"
        " WHERE unchanged_until IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS idx_versions_lent_anew ON versions (lent_by) WHERE lent_at IS NULL",
)
