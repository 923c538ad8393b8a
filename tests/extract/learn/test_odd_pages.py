"""Learning from pages of any kind: it ends without an error, and what it learns is a rule of a profile."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.learn import Told, learn_rules, tell
from extract.page import Page
from extract.profile import parse_site
from made_sites import FETCHED_AT
from sites import load_defaults

HEADER = 'title = "Odd"\nhosts = ["odd.example"]\ntimezone = "Europe/Berlin"\n'
SITE = parse_site("odd", HEADER, defaults=load_defaults())
NAMES = (
    "entry-title",
    "css-1x2y3z",
    "a'b",
    'a"b',
    "md:flex",
    "\u0639\u0646\u0648\u0627\u0646",
    "[x]",
    "Head_head__x3Kd9",
)
FRAGMENTS = (
    "<h1 class={name}>A title {n}</h1>",
    "<p class={name}>By Ann Lee, Bo (Bob) Berg \\ C*</p>",
    "<time class={name}>2026-03-0{n}</time>",
    "<div class={name} id={name}><p>",
    "</div></article>",
    "<script class={name}>var n = {n}</script>",
    "<p>Text {n} of words.</p>" * 20,
    "<article itemprop={name}>",
    "<noscript><p>Hidden {n}</p>",
    "<table><td class={name}>Cell {n}",
    "<!-- <p> -->",
    "<svg><title>{n}</title>",
    "<a rel=tag class={name}>Rail, Ports | {n}</a>",
    "\x00\ufffe&#0;&bogus;",
    "<template><h1>A title {n}</h1></template>",
)
VALUES = {
    "title": ("A title {n}",),
    "authors": ("Ann Lee", "Bo (Bob) Berg", "\\ C*"),
    "published_at": ("2026-03-0{n}",),
    "tags": ("Rail, Ports | {n}", ""),
    "body": ("Text {n} of words. " * 20,),
}


def page(number, fragments):
    text = "".join(
        fragment.replace("{n}", str(number)).replace("{name}", json.dumps(name)) for fragment, name in fragments
    )
    url = f"https://odd.example/{number}"
    return Page(url=url, fetched_at=FETCHED_AT, content_type="text/html; charset=utf-8", body=text.encode())


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(NAMES)), max_size=14),
    st.lists(
        st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(NAMES)), max_size=3), min_size=1, max_size=5
    ),
    st.sets(st.sampled_from(sorted(VALUES))),
)
def test_what_is_learned_of_any_pages_is_a_profile(common, own, fields):
    pages = [page(number, [*common, *fragments]) for number, fragments in enumerate(own, start=1)]
    told = tell(pages) | {
        each.url: Told(
            url=each.url,
            values={name: tuple(text.replace("{n}", str(n)) for text in VALUES[name]) for name in fields},
            by=dict.fromkeys(fields, "feed"),
        )
        for n, each in enumerate(pages[1:], start=2)
    }
    learned = learn_rules(pages, told, SITE)
    lines = [
        f"{name} = [{{ {', '.join(f'{key} = {json.dumps(value)}' for key, value in _keys(field.rule).items())} }}]"
        for name, field in learned.fields.items()
        if field.rule is not None
    ]
    top = "" if learned.articles is None else f"articles = {json.dumps(learned.articles)}\n"
    read = parse_site("odd", f"{HEADER}{top}[fields]\n" + "\n".join(lines), defaults=load_defaults())
    assert {name: read.fields[name][0] for name, field in learned.fields.items() if field.rule} == {
        name: field.rule for name, field in learned.fields.items() if field.rule
    }
    assert all(field.rule is not None or field.without for field in learned.fields.values())


def _keys(rule):
    cleaners = {key: getattr(rule, key) for key in ("match", "split", "drop", "keep")}
    return {rule.reader: rule.selector, **{key: value for key, value in cleaners.items() if value is not None}}
