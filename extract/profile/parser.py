"""Parses a site's profile: TOML in, Site or ProfileError out (pure).

The grammar is closed: a table may hold the keys named here and no others.
"""

import hashlib
import json
from dataclasses import fields as fields_of
from importlib.metadata import version
from typing import Any

from extract.article import Article
from extract.html import compile_css
from extract.listings import SOURCES
from extract.models import MODEL_NAMES, model_text
from extract.profile.converters import FIELDS
from extract.profile.look_again import parse_look_again
from extract.profile.pattern import check_pattern
from extract.profile.readers import READERS
from extract.profile.static_pages import names_pages
from extract.profile.toml_table import Table, check_host, check_zone, is_loopback
from extract.site import Example, Rule, Site, Source
from extract.urls import netloc_of, with_ascii_host

# Raise it where a change of the reader may give another article for the same page and profile.
READER_VERSION = 7

# The name of the inherited rules; no site has it, since a site's name begins with a letter or digit.
DEFAULTS = "_default"

# Seconds between two requests.
DEFAULT_DELAY = 2.0
MIN_DELAY = 1.0
MAX_DELAY = 3600.0

SITE_KEYS = (
    "title", "hosts", "timezone", "delay", "look_again", "render", "assets", "language", "articles", "pages",
    "sources", "fields", "examples",
)  # fmt: skip
# The keys that every profile needs, each with an example for the error message.
NEEDED = {
    "title": 'title = "The Example Review"',
    "hosts": 'hosts = ["example.org"]',
    "timezone": 'timezone = "Europe/Istanbul"',
}
CLEANER_KEYS = ("match", "split", "drop", "keep")
# Those that are CSS, and may be a list of selectors.
CSS_KEYS = ("drop", "keep")


def parse_site(name: str, text: str, *, defaults: str, origin: str | None = None) -> Site:
    """Return the Site that a profile describes; ProfileError names file, table and key of what is wrong.

    `defaults` is the text of `_default.toml`, `origin` the profile's file as a person knows it: None for a profile
    that is made for a single page of a site that nobody has described.
    """
    top = Table.parse(origin or name, text)
    top.allow(SITE_KEYS)
    for key, example in NEEDED.items():
        if key not in top.values:
            raise top.error(key, f"is missing; add a line such as: {example}")
    hosts = tuple(top.checked("hosts", host, check_host) for host in top.texts("hosts"))
    if not hosts:
        raise top.error("hosts", f"is empty; name at least one host, as in {NEEDED['hosts']}")
    articles = top.text("articles", None)
    pattern = None if articles is None else top.checked("articles", articles, check_pattern).pattern
    pages = _pages(top, pattern, hosts, origin)
    zone = top.checked("timezone", top.text("timezone"), check_zone)
    fields = _fields(top, Table.parse(f"{DEFAULTS}.toml", defaults), name)
    language = top.text("language", None)
    # All of the profile that decides what is read from a page.
    reading = [
        hosts,
        zone,
        language,
        articles,
        pages,
        {key: [_canonical(rule) for rule in rules] for key, rules in fields.items()},
    ]
    return Site(
        name=name,
        title=top.text("title"),
        hosts=hosts,
        timezone=zone,
        delay=_delay(top, hosts),
        revision=_revision(reading),
        look_again=parse_look_again(top),
        render=top.flag("render"),
        assets=top.flag("assets"),
        language=language,
        articles=pattern,
        pages=pages,
        sources=tuple(_source(table, hosts) for table in top.tables("sources")),
        fields=fields,
        examples=tuple(_example(table) for table in top.tables("examples")),
    )


def _pages(top: Table, articles: str | None, hosts: tuple[str, ...], origin: str | None) -> bool | None:
    """Return whether static pages are read; None for a profile that is made for a single page and does not say so."""
    if top.flag("pages") or names_pages(articles, hosts):
        return True
    return None if origin is None and "pages" not in top.values else False


def _delay(top: Table, hosts: tuple[str, ...]) -> float:
    delay = top.number("delay", DEFAULT_DELAY)
    minimum = 0.0 if all(map(is_loopback, hosts)) else MIN_DELAY
    if not minimum <= delay <= MAX_DELAY:
        raise top.error("delay", f"{delay} is out of range; write seconds between {minimum} and {MAX_DELAY}")
    return delay


def _source(table: Table, hosts: tuple[str, ...]) -> Source:
    table.allow(("kind", "url"))
    kind = table.one_of("kind", SOURCES)
    url = table.text("url")
    if not url.startswith(("http://", "https://")) or netloc_of(url) not in hosts:
        raise table.error(
            "url", f"{url!r} is not on this site; write an http or https URL on one of its hosts: {', '.join(hosts)}"
        )
    return Source(kind=kind, url=with_ascii_host(url))


def _example(table: Table) -> Example:
    table.allow(("page", *(field.name for field in fields_of(Article))))
    expected = {key: value for key, value in table.values.items() if key != "page"}
    return Example(page=table.text("page"), expected=expected)


def _fields(top: Table, defaults: Table, name: str) -> dict[str, tuple[Rule, ...]]:
    """Return each field's rules: the site's own, then those of the defaults that it does not repeat."""
    merged: dict[str, dict[tuple[str | None, ...], Rule]] = {}
    for origin, table in ((name, top.table("fields")), (DEFAULTS, defaults.table("fields"))):
        table.allow(FIELDS)
        for key in table.values:
            known = merged.setdefault(key, {})
            for rule_table in table.tables(key):
                rule = _rule(rule_table, f"{origin} {key}", inherited=origin == DEFAULTS)
                known.setdefault(_canonical(rule), rule)
    return {key: tuple(merged[key].values()) for key in sorted(merged)}


def _rule(table: Table, prefix: str, *, inherited: bool) -> Rule:
    table.allow((*READERS, *CLEANER_KEYS))
    readers = [key for key in table.values if key in READERS]
    if len(readers) != 1:
        problem = f"a rule needs exactly one reader; write one of {', '.join(READERS)}"
        raise table.error(" and ".join(readers) or "reader", problem)
    reader = readers[0]
    selector = table.text(reader)
    table.checked(reader, selector, READERS[reader].check)
    cleaners = {
        key: table.joined(key) if key in CSS_KEYS else table.text(key) for key in CLEANER_KEYS if key in table.values
    }
    for key, value in cleaners.items():
        table.checked(key, value, compile_css if key in CSS_KEYS else check_pattern)
    if "keep" in cleaners and not prefix.endswith(" body"):
        raise table.error("keep", "is for body alone: it names boxes of the text that are kept")
    suffix = "".join(f" {key} {value}" for key, value in cleaners.items())
    return Rule(
        name=f"{prefix}: {reader} {selector}{suffix}",
        reader=reader,
        selector=selector,
        inherited=inherited,
        **cleaners,
    )


def _canonical(rule: Rule) -> tuple[str | None, ...]:
    """Return what a rule does, without its name."""
    return rule.reader, rule.selector, rule.match, rule.split, rule.drop, rule.keep


def _revision(reading: list[Any]) -> str:
    """Return a hash of the profile's part in reading, our reader's version, the models' and trafilatura's."""
    digests = {name: hashlib.sha256(model_text(name).encode()).hexdigest() for name in MODEL_NAMES}
    made_by = {"reader": READER_VERSION, "trafilatura": version("trafilatura"), "models": digests}
    text = json.dumps([reading, made_by], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
