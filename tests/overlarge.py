"""Read one of the pages that are too much, in a process of its own: `python overlarge.py NAME`.

Prints JSON: the longest of two readings in seconds of CPU time, the memory at its most in megabytes, what was said
each time.
"""

import json
import resource
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import sites
from extract.errors import ExtractionError
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article

FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)
MOST_MEMORY = 2_000_000_000
# By the clock on the wall.
MOST_SECONDS = 120
SAID = "Ferries wait, and harbours wait for ferries, and nobody minds. "
TEXT = SAID * 20
# As many as the limits let pass.
TAGS = 19_000


def stated(text, kind="application/ld+json"):
    return f'<html><body><script type="{kind}">{text}</script><p>{SAID}</p>'


PAGES = {
    "50 MB of text": lambda: f"<p>{SAID * 800_000}",
    "50 MB of tags": lambda: "<p>x</p>" * 6_250_000,
    "9 MB of text in one paragraph": lambda: f"<p>{SAID * 140_000}",
    "9 MB of text in many paragraphs": lambda: f"<p>{SAID * 14}</p>" * 10_000,
    "9 MB without a space": lambda: f"<p>{'x' * 9_000_000}",
    "9 MB of a wide script": lambda: f"<p>{'渡し船は遅いから勝ったのではない。' * 170_000}",
    "9 MB of ampersands": lambda: f"<p>{'&' * 9_000_000}",
    "9 MB of stops": lambda: f"<p>{'. ' * 4_500_000}",
    "9 MB in an attribute": lambda: f"<p class='{'x ' * 4_500_000}'>{TEXT}",
    "9 MB in a title": lambda: f"<title>{SAID * 140_000}</title><h1>{SAID * 2}</h1><p>{TEXT}",
    "9 MB of bytes that are no text": lambda: b"<p>" + bytes(range(256)) * 36_000,
    **{
        f"{tag} 100,000 deep": lambda tag=tag: f"{f'<{tag}>' * 100_000}{TEXT}"
        for tag in ("div", "b", "blockquote", "a", "p", "x-y", 'ulclass="x"', "font", "button")
    },
    "lists 390 deep": lambda: f"{'<ul><li>' * 190}{TEXT}",
    "tables 390 deep": lambda: f"{'<table><tr><td>' * 120}{TEXT}",
    "deep and many": lambda: f"{'<div>' * 380}{f'<p>{SAID}</p>' * TAGS}",
    **{
        f"many of {tag}": lambda tag=tag: f"<body>{f'<{tag}>{SAID}</{tag}>' * TAGS}"
        for tag in ("p", "h1", "h2", "a href=/x", "time", "li", "td", "form", "figure", "span class=author", "b", "sup",
                    "div class=related", "article", "section", "dt", "script", "noscript", "iframe src=/x", "pre")
    },
    "many cells of one table": lambda: f"<table>{'<tr><td>1<td>2' * 13_000}</table><p>{TEXT}",
    "many tables": lambda: f"<body>{'<table><tr><td>1<td>2</table>' * 9_000}<p>{TEXT}",
    "many breaks": lambda: f"<p>{f'{SAID}<br><br>' * TAGS}",
    "breaks between letters": lambda: f"<p>{'x<br>' * 38_000}{SAID}",
    "empty elements between letters": lambda: f"<p>{f'{SAID * 3}<span></span>' * TAGS}",
    "no-break spaces": lambda: f"<p>{SAID}{'&nbsp;' * 900_000}{SAID}",
    "no-break spaces in a title": lambda: f"<p>{TEXT}<a href=/x title='{'&nbsp;' * 900_000}'>x</a>",
    "ampersands as references": lambda: f"<p>{SAID}{'&amp;' * 900_000}{SAID}",
    "50 wide lists in one another": lambda: f"<body>{('<ul>' + f'<li>{SAID}</li>' * 100 + '<li>') * 50}",
    "50 lists in one another, then a wide one": lambda: f"<body>{f'<ul><li>{SAID}' * 50}{f'<li>{SAID}</li>' * 2_800}",
    "50 wide lists of links": lambda: f"<body>{('<ul>' + f'<li><a href=/x>{SAID}</a></li>' * 90 + '<li>') * 50}",
    "text behind elements that are removed": lambda: f"<body>{f'<input>{SAID * 4}' * 9_500}",
    "short items in one list": lambda: f"<body><h1>x</h1>{'<ul class=author>2 Feb 2026 by Ann</ul>' * 9_000}<p>{TEXT}",
    "links below 360 elements": lambda: f"<body>{'<div>' * 360}{'<a>x y</a>' * 9_000}<p>{TEXT}",
    "a base of 2 MB": lambda: f"<base href='http://a/{'x/' * 1_000_000}'><p>{TEXT}{'<a href=x>x</a> ' * 9_000}",
    "many images": lambda: f"<p>{SAID}</p>{'<img src=/i.png>' * 38_000}<p>{SAID}</p>",
    "many classes": lambda: "".join(f"<p class='c{n} d{n}'>{SAID}</p>" for n in range(TAGS)),
    "many metas": lambda: "".join(f"<meta name=n{n} content='{SAID}'>" for n in range(38_000)) + TEXT,
    "many dates": lambda: f"<h1>x</h1><p>{'3 February 2026, 12/03/2026 | ' * 200_000}",
    "many ids and marks": lambda: "".join(f"<a href='#f{n}' id=r{n}><sup>{n}</sup></a> x " for n in range(9_000)),
    "600 attributes on each tag": lambda: ("<p " + " ".join(f"a{n}=1" for n in range(590)) + f">{SAID}</p>") * 1_000,
    "JSON-LD of 100,000 elements": lambda: stated(json.dumps([{"@type": "Article", "author": [{"name": "A"}] * 9}] * 9_000)),
    "JSON-LD in lists in lists": lambda: stated("[" * 400_000 + "]" * 400_000),
    "JSON-LD with a string of 9 MB": lambda: stated(json.dumps({"@type": "Article", "articleBody": SAID * 140_000})),
    "a state of 9 MB": lambda: stated(json.dumps({"title": SAID, "body": [{"text": SAID * 20}] * 6_000}), "application/json"),
    "a state in lists in lists": lambda: stated('{"x":' * 900 + "[" * 90 + "1" + "]" * 90 + "}" * 900, "application/json"),
    "a program of open quotes": lambda: stated('\\"' * 4_000_000, "text/javascript"),
    "a program of long strings": lambda: stated(f'f("{SAID * 8}");' * 16_000, "text/javascript"),
    "comments never closed": lambda: f"<p>{TEXT}{'<!-- ' * 30_000}",
    "control characters": lambda: b"<p\x00 cl\x01ass=\x02>" + TEXT.encode() + bytes(range(32)) * 100_000,
}  # fmt: skip


def read(body):
    """Return what is said of a page, in short, and how many seconds it took."""
    page = Page(url="https://a.example/2026/02/x/", fetched_at=FETCHED_AT, content_type="text/html", body=body)
    site = parse_site("a", 'title = "A"\nhosts = ["a.example"]\ntimezone = "UTC"\n', defaults=sites.load_defaults())
    started = time.process_time()
    try:
        said = repr(read_article(page, site))
    except ExtractionError as error:
        said = str(error)
    return said, time.process_time() - started


if __name__ == "__main__":
    signal.alarm(MOST_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    built = PAGES[sys.argv[1]]()
    whole = built if isinstance(built, bytes) else built.encode()
    del built
    (first, one), (second, other) = read(whole), read(whole)
    # What getrusage calls the peak may be that of the process that started this one.
    peak = next(
        line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmHWM")
    )
    megabytes = int(peak.split()[1]) / 1024
    print(json.dumps([max(one, other), megabytes, first == second, first[:200]]))  # noqa: T201 - its answer
