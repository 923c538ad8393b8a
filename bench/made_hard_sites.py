"""Sites that are hard to learn: one more difficulty each than the others have (pure).

two templates · ads amid the text · right to left · a lying head · one author · comments within the article · articles
of several pages · names of a build that change between learning and reading · the text twice · a feed of few entries
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from made_essays import Essay, make_essays
from made_pages import hugo, jekyll, tables
from made_sites import WITHOUT_TOPICS, Design, MadeSite
from made_wordpress_pages import author_links, topics, wordpress_classic

HEADLINE_OF_ALL = "Where the city writes about itself"
# Letters of the same sound, so that each word has one form.
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz,?;", "ابسدهفغحيجكلمنوعقرشتأخصضئزثذطظة"[:26] + "،؟؛")
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()


def _paragraphs(essay: Essay) -> list[str]:
    return essay.html.split("</p>\n")


def _joined(parts: Sequence[str]) -> str:
    return "</p>\n".join(parts)


def two_templates(site: MadeSite, essay: Essay) -> str:
    """Write a third of the pages in the template that the site had before, as few migrations are complete."""
    return (jekyll if essay.number % 3 == 0 else wordpress_classic)(site, essay)


def half_in_tables(site: MadeSite, essay: Essay) -> str:
    """Write older pages in a template without any class."""
    return (tables if essay.number >= len(site.essays) // 2 else wordpress_classic)(site, essay)


def with_ads(site: MadeSite, essay: Essay) -> str:
    """Write a page with ads between paragraphs, of four kinds and in texts of their own, some with a name of a build."""
    drawn = random.Random(essay.number)
    goods = ("boots", "pensions", "a cruise on the fjord", "olive oil", "a course in book-keeping", "mattresses")

    def ad(number: int) -> str:
        text = f"{drawn.choice(goods).capitalize()} from {drawn.randrange(9, 99)} crowns. Order {drawn.choice(goods)} before Sunday."
        return (
            f'<div class="ad-slot ad-slot-{number}" data-ad="{drawn.getrandbits(32):x}"><p>Advertisement</p><p>{text}</p></div>',
            f'<div class="css-{drawn.getrandbits(28):07x}" data-testid="inline-ad"><p>{text}</p></div>',
            f'<p class="promo"><strong>Partner offer:</strong> {text}</p>',
            f'<aside class="in-article-promo"><h4>Also in the shop</h4><p>{text}</p></aside>',
        )[number % 4]

    parts = _paragraphs(essay)
    for number, place in enumerate(range(1, len(parts), 2)):
        parts[place] = ad(number) + parts[place]
    local = site.local(essay)
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} | The Kiosk</title></head><body><header class="top"><a href="/">The Kiosk</a></header>
<main><article class="story"><div class="story-head"><h1 class="story-title">{essay.title}</h1><p class="story-by">{author_links(essay, "story-author")}</p>
<time class="story-time" datetime="{local.isoformat()}">{local:%d %B %Y}</time></div><div class="story-text">{_joined(parts)}</div></article></main></body></html>"""


def right_to_left(site: MadeSite, essay: Essay) -> str:
    """Write a page in Arabic script, with Arabic digits and names of months, and little to say it in the head."""
    local = site.local(essay)
    day = f"{local.day} {_MONTHS[local.month - 1]} {local.year}".translate(_DIGITS)
    related = "".join(f'<li><a href="{site.url(each)}">{each.title}</a></li>' for each in site.neighbours(essay))
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{essay.title} - المرفأ</title></head><body>
<header class="hd"><a href="/">المرفأ</a></header><main class="maqal"><h1 class="maqal-title">{essay.title}</h1>
<div class="maqal-info">بقلم: <span class="katib">{" و ".join(essay.authors)}</span> | <span class="tarikh">{day}</span></div>
<div class="maqal-nass">{essay.html}<div class="mushtarak"><p>{_arabic("Join the readers of our letter, each Friday at noon.")}</p></div></div>
<section class="dhu-sila"><h3>اقرأ أيضا</h3><ul>{related}</ul></section></main></body></html>"""


def _arabic(text: str) -> str:
    return text.lower().translate(_ARABIC)


def lying_head(site: MadeSite, essay: Essay) -> str:
    """Write a page whose JSON-LD names the site as author and headline, and the day of the build as that of the article."""
    local = site.local(essay)
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": HEADLINE_OF_ALL,
        "author": {"@type": "Person", "name": "Harbour Desk"},
        "datePublished": "2026-02-28T06:00:00Z",
        "articleSection": "News",
        "articleBody": f"{HEADLINE_OF_ALL}. " * 30,
    }
    return f"""<!doctype html><html lang="en"><head><title>{HEADLINE_OF_ALL}</title><meta property="og:title" content="{HEADLINE_OF_ALL}">
<meta property="article:published_time" content="2026-02-28T06:00:00Z"><script type="application/ld+json">{json.dumps(data)}</script></head>
<body><header><a class="brand" href="/">The Harbour</a></header><div class="piece"><h1 class="piece-name">{essay.title}</h1>
<div class="piece-line"><span class="piece-writer">{" and ".join(essay.authors)}</span> · <span class="piece-day">{local:%d %B %Y}</span></div>
<div class="piece-topics">{topics(essay.tags, "tag", "tag")}</div><div class="piece-text">{essay.html}</div></div></body></html>"""


def one_author(site: MadeSite, essay: Essay) -> str:
    """Write a page of somebody's own blog, which has their name above, beside and below each page."""
    local = site.local(essay)
    owner = site.essays[0].authors[0]
    return f"""<!doctype html><html lang="en"><head><title>{essay.title}</title></head><body><header class="masthead"><a class="name" href="/">{owner}</a></header>
<aside class="about"><h2>{owner}</h2><p>Writes on ports, and keeps a small boat.</p></aside><article class="note"><h1 class="note-title">{essay.title}</h1>
<p class="note-info">By <span class="note-author">{", ".join(essay.authors)}</span>, <time datetime="{local.isoformat()}">{local:%d %B %Y}</time></p>
<div class="note-text">{essay.html}</div></article><footer><p>Copyright <span>{owner}</span></p></footer></body></html>"""


def _of_one_author(essays: Sequence[Essay]) -> list[Essay]:
    """Return essays of one author; of every fourth pair, the second, which learning does not see, is a guest's."""
    owner = essays[0].authors
    return [each if number % 8 == 7 else replace(each, authors=owner) for number, each in enumerate(essays)]


def comments_within(site: MadeSite, essay: Essay) -> str:
    """Write a page whose comments stand in the article and have the classes of its own lines; those of a blog of old."""
    drawn = random.Random(essay.number)
    local = site.local(essay)
    comments = "".join(
        f'<div class="comment" id="c{drawn.randrange(10**6)}"><div class="meta"><span class="author">{drawn.choice(site.essays).authors[0]}</span> '
        f'<time class="date" datetime="{local.replace(day=1).isoformat()}">1 {local:%B %Y}</time></div>'
        f'<div class="text"><p>{drawn.choice(site.essays).blocks[0][1]}</p></div></div>'
        for _ in range(drawn.randrange(1, 6))
    )
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} :: Log of a Pilot</title></head><body><div id="head"><a href="/">Log of a Pilot</a></div>
<div class="entry"><h2 class="title">{essay.title}</h2><div class="meta"><span class="author">{", ".join(essay.authors)}</span> <time class="date" datetime="{local.isoformat()}">{local:%d %B %Y}</time></div>
<div class="text">{essay.html}<div class="replies"><h3>{len(comments)} replies</h3>{comments}</div></div></div></body></html>"""


def paged(site: MadeSite, essay: Essay) -> str:
    """Write the first of an article's pages, of which every other article has two; the interface has the whole text."""
    local = site.local(essay)
    last = (
        ""
        if essay.number % 4 < 2
        else '<div class="pages">Pages: <span class="current">1</span> <a href="2/">2</a></div>'
    )
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} – Long Reads</title></head><body><article class="long"><h1 class="long-title">{essay.title}</h1>
<p class="long-by">by {author_links(essay, "fn")} on <time datetime="{local.isoformat()}">{local:%d %B %Y}</time></p>
<div class="long-text">{_joined(_paragraphs(essay)[: _shown(essay)])}</p>{last}<p class="about-us">Long Reads is made by four people and a printer.</p></div></article></body></html>"""


def _shown(essay: Essay) -> int:
    return len(_paragraphs(essay)) - 1 if essay.number % 4 < 2 else 3


def css_modules(site: MadeSite, essay: Essay) -> str:
    """Write a page as a build of CSS modules does; every second page is of a later build, which learning does not see."""
    build = random.Random(essay.number % 2)
    local = site.local(essay)

    def of(name: str) -> str:
        return f"{name}__{''.join(build.choices('abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789', k=5))}"

    title, by, author, day, text, promo, topic = map(of, ("Article_title", "Byline_line", "Byline_author", "Byline_day", "Article_body", "Promo_box", "Topics_topic"))  # fmt: skip
    names = ", ".join(f'<a class="{author}" href="/people/x">{name}</a>' for name in essay.authors)
    tags = "".join(f'<a class="{topic}" href="/t/{name.lower()}">{name}</a>' for name in essay.tags)
    parts = _paragraphs(essay)
    parts[2] = f'<div class="{promo}"><p>You read one of three free articles of this month.</p></div>' + parts[2]
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} - Module</title></head><body><div id="__next"><div class="{of("Layout_page")}">
<h1 class="{title}">{essay.title}</h1><div class="{by}"><span>{names}</span><span class="{day}">{local:%B %-d, %Y}</span></div>
<div class="{text}">{_joined(parts)}</div><div class="{of("Topics_list")}">{tags}</div></div></div></body></html>"""


def utilities(site: MadeSite, essay: Essay) -> str:
    """Write a page whose classes are utilities that say how it looks; every second page got a new coat of paint."""
    local = site.local(essay)
    size, gap = ("text-4xl", "mt-6") if essay.number % 2 else ("text-3xl", "mt-4")
    names = " ".join(
        f'<a class="font-medium text-gray-900 hover:underline" href="/a/x">{name}</a>' for name in essay.authors
    )
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} / Tailrace</title></head><body class="antialiased bg-white"><div class="max-w-2xl mx-auto px-4">
<nav class="flex items-center justify-between py-2"><a class="font-bold" href="/">Tailrace</a></nav><div class="{gap} mb-8"><h1 class="{size} font-extrabold tracking-tight">{essay.title}</h1>
<div class="{gap} flex items-center space-x-2"><div class="flex space-x-1">{names}</div><div class="text-sm text-gray-500">{local:%b %-d, %Y}</div></div></div>
<div class="{gap} prose prose-lg">{essay.html}</div><div class="{gap} rounded bg-gray-100 p-4"><p>Written by hand, and paid for by its readers alone.</p></div></div></body></html>"""


def twice(site: MadeSite, essay: Essay) -> str:
    """Write a page with the text for phones and again for desks, and another article with the same classes below it."""
    local = site.local(essay)
    other = site.neighbours(essay)[0]

    def block(each: Essay, kind: str) -> str:
        return f"""<div class="{kind}"><article class="post"><h1 class="headline">{each.title}</h1><div class="byline">{author_links(each, "author")}</div>
<div class="stamp">{site.local(each):%Y-%m-%d}</div><div class="copy">{each.html}</div></article></div>"""

    return f"""<!doctype html><html lang="en"><head><title>{essay.title} – Twofold</title><meta property="article:published_time" content="{local.isoformat()}"></head>
<body><div class="logo">Twofold</div>{block(essay, "only-phone")}{block(essay, "only-desk")}<div class="next-article">{block(other, "only-desk")}</div></body></html>"""


def _in_arabic(essays: Sequence[Essay]) -> list[Essay]:
    return [
        replace(
            each,
            title=_arabic(each.title),
            authors=tuple(map(_arabic, each.authors)),
            blocks=tuple((tag, _arabic(text)) for tag, text in each.blocks),
        )
        for each in essays
    ]


def _design(name: str, page: Callable[[MadeSite, Essay], str], zone: str = "UTC", **known: object) -> Design:
    given = {"fields": WITHOUT_TOPICS, "others": ("/about", "/tag/ports"), **known}
    return Design(name, zone, "/read/2{number:03}", page, **given)


HARD: Mapping[str, Design] = {
    design.name: design
    for design in (
        _design("two-templates", two_templates, rest=True, several_authors=0.0),
        _design("half-in-tables", half_in_tables, rest=True, several_authors=0.0),
        _design("ads", with_ads, feed=True),
        _design("right-to-left", right_to_left, zone="Asia/Beirut", feed=True),
        _design("lying-head", lying_head, feed=True, fields=WITHOUT_TOPICS | {"tags"}),
        _design("one-author", one_author, feed=True),
        _design("comments-within", comments_within, feed=True),
        _design("paged", paged, rest=True),
        _design("css-modules", css_modules, feed=True, fields=WITHOUT_TOPICS | {"tags"}),
        _design("utilities", utilities, feed=True),
        _design("twice", twice, rest=True),
        _design("short-feed", hugo, feed=True, entries=20, several_authors=0.0),
    )
}
ESSAYS: Mapping[str, Callable[[Sequence[Essay]], list[Essay]]] = {
    "right-to-left": _in_arabic,
    "one-author": _of_one_author,
}


def make_hard_site(name: str, count: int = 60, seed: int = 11) -> MadeSite:
    """Return a site that is hard to learn, by the name of its design."""
    design = HARD[name]
    essays = make_essays(count, seed, several_authors=design.several_authors)
    return MadeSite(design=design, essays=ESSAYS.get(name, list)(essays))


def text_on_page(site: MadeSite, essay: Essay) -> str:
    """Return the text that an essay's page has: of an article of several pages, that of the first."""
    if site.design.name != "paged":
        return essay.text
    shown = _joined(_paragraphs(essay)[: _shown(essay)])
    return "\n\n".join(text for _, text in essay.blocks if escape(text, quote=False) in shown or text in shown)
