"""Three small papers on 127.0.0.1 with DOMs of their own, which `commentary add` is to find its way about.

letters   a static site: robots.txt names a sitemap, the pages an Atom feed with full texts in the zone of Berlin
council   no list but its front page and menu: sections of headlines, JSON-LD in the zone of New York
company   a blog in a folder beside a shop: robots.txt names the sitemap of both, and nothing the feed of the blog
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random
from zoneinfo import ZoneInfo

from own_site import Answer

WORDS = (
    "harbour council treaty grain tariff river border ministry archive lantern railway winter budget senate island",
    "orchard signal pension ferry market quarry village mountain library theatre bridge canal factory election",
)
NAMES = ("Ada Byron", "Bo Lindqvist", "Chiara Moretti", "Dora Okafor")
ALL_WORDS = " ".join(WORDS).split()
ARTICLES = 26
MORE = "Read the other letters of this year, and tell us which one you would have sent."


@dataclass(frozen=True)
class Essay:
    """An article of a paper."""

    slug: str
    title: str
    author: str
    section: str
    at: datetime
    paragraphs: tuple[str, ...]


def essays(zone="Europe/London", *, count=ARTICLES, seed=7, sections=("opinion", "analysis", "essays")):
    """Return articles, the newest first, ten days apart, with times in a zone."""
    random = Random(seed)
    found = []
    for number in range(count):
        first, second, third = random.sample(ALL_WORDS, 3)
        at = datetime(2026, 5, 3, 9, 0, tzinfo=ZoneInfo(zone)) - timedelta(days=10 * number, minutes=7 * number)
        paragraphs = tuple(_paragraph(random) for _ in range(6))
        title = f"The {first} and the {second}: what a {third} costs"
        slug = f"{first}-{second}-{third}-{number}"
        found.append(Essay(slug, title, random.choice(NAMES), sections[number % len(sections)], at, paragraphs))
    return found


def _paragraph(random):
    sentences = (" ".join(random.choices(ALL_WORDS, k=random.randint(8, 14))) for _ in range(4))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


@dataclass
class Paper:
    """Answers the paths of `pages`, which are functions of the paper's URL; `served` serves it."""

    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    agents: set = field(default_factory=set)
    url: str = ""

    def respond(self, target):
        self.asked.append(target)
        path = target.partition("?")[0]
        if path in self.pages:
            made = self.pages[path]
            return made(self.url) if callable(made) else made
        return Answer("<html><head><title>Not found</title></head><body><h1>Not found</h1></body></html>", 404)


def letters(*, redesigned=False):
    """Return the static site."""
    paper, written = Paper(), essays("Europe/Berlin")
    page = _letter_new if redesigned else _letter
    for essay in written:
        paper.pages[_letter_path(essay)] = lambda url, essay=essay: Answer(page(url, essay))
    paper.pages["/"] = lambda url: Answer(_letters_home(url, written))
    paper.pages["/about.html"] = Answer(
        _letters_page("About", "<p>We write letters about harbours, every ten days.</p>")
    )
    paper.pages["/robots.txt"] = lambda url: Answer(
        f"User-agent: *\nDisallow: /drafts/\n\nSitemap: {url}/sitemap.xml\n", type="text/plain"
    )
    paths = ["/", "/about.html", *map(_letter_path, written)]
    paper.pages["/sitemap.xml"] = lambda url: Answer(_sitemap(url, paths), type="application/xml")
    paper.pages["/atom.xml"] = lambda url: Answer(_atom(url, written, _letter_path), type="application/atom+xml")
    return paper


def _letter_path(essay):
    return f"/letters/{essay.at:%Y}/{essay.slug}.html"


def _letters_page(title, content):
    head = (
        f'<title>{title} · The Harbour Letters</title><meta charset="utf-8">'
        '<meta name="generator" content="Jekyll v4.3"><meta property="og:site_name" content="The Harbour Letters">'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
    )
    menu = '<nav class="top"><a href="/">Letters</a> <a href="/about.html">About</a></nav>'
    foot = '<footer class="foot"><p>Letters are free to read. Write to us, and we will answer.</p></footer>'
    return f'<!doctype html><html lang="de-DE"><head>{head}</head><body>{menu}{content}{foot}</body></html>'


def _letters_home(url, written):
    links = "".join(f'<li><a href="{_letter_path(each)}">{each.title}</a></li>' for each in written)
    return _letters_page("Letters", f"<ul class=all>{links}</ul>")


def _text(essay):
    return "".join(f"<p>{each}</p>" for each in essay.paragraphs)


def _time(essay):
    return f'<time datetime="{essay.at.isoformat()}">{essay.at:%d.%m.%Y}</time>'


def _letter(_url, essay):
    line = f'<p class="signed">{essay.author}</p><p class="sent">{_time(essay)}</p>'
    words = f'<div class="words">{_text(essay)}</div><div class="more"><p>{MORE}</p></div>'
    subject = f'<h2 class="subject">{essay.title}</h2>'
    return _letters_page(essay.title, f'<main class="sheet">{subject}{line}{words}</main>')


def _letter_new(_url, essay):
    """Return a letter after the redesign: other elements, other classes."""
    line = f'<div class="from"><b>{essay.author}</b> {_time(essay)}</div>'
    words = f'<section class="copy">{_text(essay)}</section><aside class="promo"><p>{MORE}</p></aside>'
    headline = f'<h1 class="headline-l">{essay.title}</h1>'
    return _letters_page(essay.title, f'<article class="card-l">{headline}{line}{words}</article>')


def _sitemap(url, paths):
    entries = "".join(f"<url><loc>{url}{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def _atom(url, written, path_of):
    def entry(essay):
        address = f"{url}{path_of(essay)}"
        text = escape(_text(essay))
        return (
            f"<entry><title>{essay.title}</title><link href='{address}'/><id>{address}</id>"
            f"<published>{essay.at.isoformat()}</published><updated>{essay.at.isoformat()}</updated>"
            f"<author><name>{essay.author}</name></author><content type='html'>{text}</content></entry>"
        )

    head = f"<title>The Harbour Letters</title><id>{url}/</id><updated>2026-05-03T09:00:00+02:00</updated>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{''.join(map(entry, written))}</feed>"


def council():
    """Return the paper without a list of its own."""
    paper, written = Paper(), essays("America/New_York", seed=11)
    for essay in written:
        paper.pages[f"/{essay.section}/{essay.slug}"] = lambda url, essay=essay: Answer(_memo(url, essay))
    paper.pages["/"] = Answer(_council_page("Front page", _cards(written[:9])))
    for section in ("opinion", "analysis", "essays"):
        cards = _cards([each for each in written if each.section == section])
        paper.pages[f"/{section}"] = Answer(_council_page(section.title(), cards))
    # As where all of http is redirected to https.
    paper.pages["/robots.txt"] = Answer("", 301, headers={"Location": "/rules.txt"})
    paper.pages["/rules.txt"] = Answer("User-agent: *\nDisallow: /contact\n", type="text/plain")
    paper.pages["/contact"] = Answer(_council_page("Contact", "<p>Write to the council.</p>"))
    return paper


def _council_page(title, content, head=""):
    sections = ("opinion", "analysis", "essays", "contact")
    menu = "".join(f'<li><a href="/{each}">{each.title()}</a></li>' for each in sections)
    end = '<div id="end">Council Memo, a paper of the council.</div>'
    return (
        f'<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{title} | Council Memo</title>{head}'
        f'</head><body><div role="navigation"><ul>{menu}</ul></div>{content}{end}</body></html>'
    )


def _cards(written):
    def card(each):
        link = f'<a href="/{each.section}/{each.slug}">{each.title}</a>'
        return f'<article class="teaser"><h3>{link}</h3><p>{each.paragraphs[0][:80]}</p></article>'

    return "".join(map(card, written))


def _memo(url, essay):
    text = "".join(f'<p class="par">{each}</p>' for each in essay.paragraphs)
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": essay.title,
        "datePublished": essay.at.isoformat(), "author": [{"@type": "Person", "name": essay.author}],
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    head += f'<link rel="canonical" href="{url}/{essay.section}/{essay.slug}">'
    writer = f'<span class="writer">by <a href="/people/x">{essay.author}</a></span>'
    top = f'<div class="memo-head"><h1>{essay.title}</h1>{writer}</div>'
    return _council_page(essay.title, f'{top}<div class="memo-text">{text}</div>', head)


def company():
    """Return a shop that has a blog in a folder."""
    paper, written = Paper(), essays()
    goods = [f"/shop/pump-{number}/" for number in range(12)]
    for number, path in enumerate(goods):
        text = f"<p>{written[number].paragraphs[0]}</p>" * 3
        paper.pages[path] = Answer(_company_page("Acme Pumps", f"Pump {number}", f"<h1>Pump {number}</h1>{text}"))
    for essay in written:
        line = f'<p><span class="writer">{essay.author}</span> {_time(essay)}</p>'
        post = f'<h1 class="post-title">{essay.title}</h1>{line}<div class="post-text">{_text(essay)}</div>'
        paper.pages[_post_path(essay)] = Answer(
            _company_page("The Pump Blog", essay.title, f"<article>{post}</article>")
        )
    links = "".join(f'<h2><a href="{_post_path(each)}">{each.title}</a></h2>' for each in written[:9])
    paper.pages["/blog/"] = Answer(_company_page("The Pump Blog", "The Pump Blog", links))
    paper.pages["/blog"] = Answer("", 301, headers={"Location": "/blog/"})
    paper.pages["/"] = Answer(
        _company_page("Acme Pumps", "Pumps for every harbour", "<p>All pumps in one place.</p>")
    )
    paper.pages["/robots.txt"] = lambda url: Answer(
        f"User-agent: *\nDisallow:\nSitemap: {url}/sitemap.xml\n", type="text/plain"
    )
    paths = ["/", "/blog/", *goods, *map(_post_path, written)]
    paper.pages["/sitemap.xml"] = lambda url: Answer(_sitemap(url, paths), type="application/xml")
    paper.pages["/blog/feed.xml"] = lambda url: Answer(
        _atom(url, written[:10], _post_path), type="application/atom+xml"
    )
    return paper


def _post_path(essay):
    return f"/blog/{essay.slug}/"


def _company_page(site, title, content):
    head = f'<meta charset="utf-8"><title>{title} - {site}</title><meta property="og:site_name" content="{site}">'
    menu = '<nav><a href="/shop/pump-1/">Pumps</a> <a href="/blog/">Blog</a></nav>'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{menu}{content}</body></html>'


def utc(at):
    """Return a time in UTC."""
    return at.astimezone(UTC)
