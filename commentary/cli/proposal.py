"""Proposes a profile out of what was found and learned of a site, and measures what it reads (pure)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from commentary.cli.field_values import value_of
from commentary.cli.show.proposal import FieldLine
from crawler.discover import ENOUGH_ARTICLES, Found
from extract.article import EMPTY, Article
from extract.errors import CommentaryError, ExtractionError
from extract.learn import Learned, LearnedField, learn_rules, tell
from extract.page import Page
from extract.profile import parse_site
from extract.read import read_article
from extract.site import Site
from extract.urls import registered_domain
from sites import load_defaults
from sites.write import Draft, rule_text, to_toml

# What is shown of a site's articles, in this order.
SHOWN_FIELDS = (
    "title", "subtitle", "authors", "published_at", "updated_at", "categories", "tags", "views", "comment_count",
    "language", "description", "image_url", "body",
)  # fmt: skip
EXAMPLES = 3
SITE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
TOLD_BY = {
    "wordpress": "the REST interface states", "feed": "the feed states", "link": "links to the articles state",
    "jsonld": "JSON-LD states", "reading": "the default rules are sure of",
}  # fmt: skip


def name_for(host: str) -> str:
    """Return the name of a site by its host: `review` of `www.review.example`, `127.0.0.1-8000` of an address."""
    if host.startswith("["):
        return re.sub("[^0-9A-Za-z.]+", "-", host).strip("-")
    name, _, port = host.partition(":")
    domain = registered_domain(name)
    short = name if urlsplit(f"//{host}").port or domain.replace(".", "").isdigit() else domain.partition(".")[0]
    return f"{short}-{port}" if port else short


def check_name(name: str) -> str:
    """Return a name that a site may have, without the ending of its file; CommentaryError for any other."""
    name = name.removesuffix(".toml")
    if not SITE_NAME.fullmatch(name):
        raise CommentaryError(f"{name!r} cannot be the name of a site; use letters, digits, `.`, `_` and `-`")
    return name


def learn(site: Site, pages: Sequence[Page], *, lists: Sequence[Page], others: Sequence[str]) -> Learned:
    """Return the rules that are learned from articles, from the lists that state them, and from URLs of others."""
    told = tell(pages, lists)
    return learn_rules(pages, told, site, others=others, least=least_hits(len(pages)))


def least_hits(pages: int) -> int:
    """Return on how many articles a rule must be right: on ENOUGH_ARTICLES, of fewer on four in five."""
    return min(ENOUGH_ARTICLES, -(-4 * pages // 5))


def draft_of(
    found: Found, learned: Learned | None, *, name: str, day: date, without: frozenset[str] = frozenset()
) -> Draft:
    """Return the profile to write; `without` are fields whose learned rules are left out."""
    rules = {
        field: (each.rule,)
        for field, each in (learned.fields if learned is not None else {}).items()
        if each.rule is not None and field not in without
    }
    zone, language = found.timezone, found.language
    comments = {
        "timezone": zone.why if zone.value else "not found: correct it, if times without a zone are read wrongly",
        "language": language.why,
        "delay": found.delay_why,
        "render": "its pages show nothing until scripts run",
        "pages": "its articles are static pages of its content management system",
        **{each.source.url: f"{each.why}; it lists {each.size}" for each in found.sources},
        **{f"fields.{field}": learned_text(learned.fields[field]) for field in rules if learned is not None},
    }
    return Draft(
        title=found.title,
        hosts=found.hosts,
        timezone=zone.value or "UTC",
        delay=found.delay,
        language=language.value or None,
        render=found.render,
        articles=learned.articles if learned is not None else None,
        pages=found.takes_pages,
        sources=tuple(each.source for each in found.sources),
        fields=rules,
        heading=_heading(found, learned, name=name, day=day),
        comments=comments,
    )


def _heading(found: Found, learned: Learned | None, *, name: str, day: date) -> str:
    made = found.system.value + (f", theme {found.theme.value}" if found.theme.value else "")
    lines = [
        f"Written by `commentary add` on {day.isoformat()} from {len(found.pages)} articles of {found.url}",
        f"`commentary check {name}` tests it on live pages, and `commentary sites --check` on the stored one.",
    ]
    if made:
        lines.append(f"Made with {made}.")
    if learned is not None and (why := without_articles(found, learned)):
        lines.append(f"No `articles`: {why}")
    return "\n".join(lines)


def without_articles(found: Found, learned: Learned) -> str:
    """Return why there is no pattern of articles, and what that means for a part of a host; "" if there is one."""
    if learned.articles is not None:
        return ""
    outside = f"; so pages outside of {found.folder} are fetched too, unless you write one" if found.folder else ""
    return f"{learned.articles_without}{outside}"


def learned_text(field: LearnedField) -> str:
    """Return on how many articles a learned rule was right, and by what that is known."""
    told, right = TOLD_BY[field.told_by], f"{field.hits} of {field.of} articles"
    return f"reads what {told} on {right}, the default rules on {field.default_hits}"


def to_site(draft: Draft, name: str) -> Site:
    """Return the site of a draft, as a crawl would load it."""
    return parse_site(name, to_toml(draft), defaults=load_defaults(), origin=f"{name}.toml")


def bare_site(found: Found) -> Site:
    """Return a site of the sample with the default rules, by which to learn."""
    return to_site(draft_of(found, None, name="new", day=date.min), "new")


def read_pages(site: Site, pages: Sequence[Page]) -> Iterator[Article | None]:
    """Yield the article of each page, None where the profile refuses it or it cannot be read."""
    for page in pages:
        try:
            yield read_article(page, site)
        except ExtractionError:
            yield None


def field_lines(
    articles: Sequence[Article | None], learned: Learned, without: frozenset[str] = frozenset()
) -> list[FieldLine]:
    """Return what a proposed profile reads for SHOWN_FIELDS; `without` are fields whose new rules are left out."""
    return [_field_line(field, articles, learned.fields.get(field), without) for field in SHOWN_FIELDS]


def _field_line(
    field: str, articles: Sequence[Article | None], known: LearnedField | None, without: frozenset[str]
) -> FieldLine:
    values = [value_of(article, field) for article in articles if article is not None]
    filled = [value for value in values if value not in EMPTY]
    rule = known.rule if known is not None and field not in without else None
    return FieldLine(
        field=field,
        rule=rule_text(rule) if rule is not None else "",
        why="" if known is None else learned_text(known) if rule is not None else known.without,
        filled=len(filled),
        of=len(articles),
        examples=tuple(dict.fromkeys(filled))[:EXAMPLES],
    )
