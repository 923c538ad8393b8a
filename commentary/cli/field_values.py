"""Tells what an article has for a field of a profile, and whether a rule of the profile itself found it (pure)."""

from extract.article import Article
from extract.site import Site

# What every article has.
NEEDED = ("title", "published_at", "body")


def value_of(article: Article, field: str) -> object:
    """Return the value of a field by its name in a profile, where `body` is the text."""
    return getattr(article, "body_text" if field == "body" else field)


def has_own_rules(site: Site, field: str) -> bool:
    """Tell whether a profile has rules of its own for a field."""
    return any(not rule.inherited for rule in site.fields.get(field, ()))


def is_found_by_default(article: Article, field: str, site: Site) -> bool:
    """Tell whether a default rule found a field for which the profile has rules of its own."""
    found_by = article.found_by.get(field, "")
    # The name of a rule begins with that of its profile.
    return has_own_rules(site, field) and bool(found_by) and not found_by.startswith(f"{site.name} ")
