"""Boxes within a text change nothing of the article that is read, and what looks like one and is the author's stays."""

from random import Random

import pytest

from essay import TEXT
from extract.read import read_article

PARAGRAPHS = [
    f"The keeper of lamp {number} writes down each evening when it was lit, because nobody else in the harbour does so."
    for number in ("one", "two", "three", "four", "five", "six")
]
TITLES = [
    "How the salt road got its name", "A pilot who never learned to swim", "What the tide tables leave out",
    "Three winters without a ferry", "The last sailmaker of the inner harbour", "Why the fog bell rings twice",
    "Letters from a lightship", "The price of a dry cellar",
]  # fmt: skip
# Fields of an Article that a box does not belong to, or whose counters may change.
OF_TEXT = ("title", "body_text", "body_markdown", "body_html", "blocks", "links", "images", "image_url", "source_url")


def page_with(box, *, title="The lamps of the outer quay"):
    above, below = (
        "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3]),
        "".join(f"<p>{text}</p>" for text in PARAGRAPHS[3:]),
    )
    return (
        f"<html lang=en><head><title>{title} - The Lamp Room</title><meta property=og:type content=article></head><body>"
        "<header><a href=/>The Lamp Room</a><nav><a href=/about/>About</a></nav></header><main><article>"
        f"<h1>{title}</h1><p class=byline>By Ida Marsh <time datetime=2026-02-01T08:00Z>1 February 2026</time></p>"
        f"<div class=text>{above}{box}{below}{box}</div></article></main><footer><p>The Lamp Room</p></footer></body></html>"
    )


def links(random, count, pattern):
    return "".join(
        pattern.format(title=title, slug=title.lower().replace(" ", "-"), n=random.randrange(2, 59))
        for title in random.sample(TITLES, count)
    )


LI = "<li><a href='/2026/01/{slug}/'>{title}</a></li>"
CARD = (
    "<div class=card><a href='/2026/01/{slug}/'><img src='/i/{slug}.jpg'></a><h4><a href='/2026/01/{slug}/'>{title}</a></h4>"
    "<p>Somebody in the harbour office was asked about it for {n} days, and answered with a map and a long silence.</p></div>"
)
LINK = "<a href='/2026/01/{slug}/'>{title}</a>"
AD = "<a href='https://ads.example/{n}'><img src='https://ads.example/{n}.png'>{title}</a>"
BOXES = {
    "shares": lambda r: f"<div class=social-share><b>{r.randrange(999)}</b> Shares <a href='//facebook.com/sharer?u=x'>Share</a></div>",
    "shares, as a line": lambda r: f"<p>{r.randrange(100, 999)} shares · {r.randrange(2, 99)} comments</p>",
    "views": lambda r: f"<div class='post-views content-post'><span>Post Views:</span> <span>{r.randrange(9999):,}</span></div>",
    "views, in German": lambda r: f"<p>{r.randrange(1000, 9999)} Aufrufe</p>",
    "views, as a sentence": lambda r: f"<p>This post has been viewed {r.randrange(1000, 9999):,} times.</p>",
    "readers of this moment": lambda r: f"<div>{r.randrange(2, 99)} people are reading this right now</div>",
    "likes": lambda r: f"<div class='wp_ulike_general_class'><button>Like</button><span>{r.randrange(99)}+</span></div>",
    "claps": lambda r: f"<p>{r.randrange(2, 99)} claps</p>",
    "reactions": lambda r: f"<div class=reactions><span>👍 {r.randrange(99)}</span> <span>😡 {r.randrange(99)}</span></div>",
    "rating by a plug-in": lambda r: f"<div class=kk-star-ratings><div>{r.randrange(30, 50) / 10}/5 - ({r.randrange(99)} votes)</div></div>",
    "rating without a class": lambda r: f"<p>Average rating {r.randrange(30, 50) / 10} / 5. Vote count: {r.randrange(2, 99)}</p>",
    "rating in microdata": lambda r: f"<div itemprop=aggregateRating itemscope>Rated by <b>{r.randrange(2, 99)}</b> readers</div>",
    "poll": lambda r: f"<div class=wp-polls><p>Should lamps be lit earlier?</p><ul><li>Yes ({r.randrange(60)}%, {r.randrange(99)} Votes)</li></ul></div>",
    "poll without a plug-in": lambda r: (
        f"<div class=poll-box><h4>Lit earlier?</h4><p>Yes {r.randrange(60)}% <small>{r.randrange(2, 99)} votes</small></p>"
        f"<p>No {r.randrange(60)}% <small>{r.randrange(2, 99)} votes</small></p></div>"
    ),
    "related posts": lambda r: f"<div class=related-posts><h3>You may also like</h3><ul>{links(r, 3, LI)}</ul></div>",
    "related cards": lambda r: f"<section class=c{r.getrandbits(20)}><h3>Related</h3>{links(r, 3, CARD)}</section>",
    "related by a label alone": lambda r: f"<h3>Das könnte Sie auch interessieren</h3><ul>{links(r, 3, LI)}</ul>",
    "related, label in a paragraph": lambda r: f"<p><b>İlgili yazılar</b></p><ul>{links(r, 3, LI)}</ul>",
    "read also": lambda r: f"<p><strong>Read also:</strong> {links(r, 1, LINK)}</p>",
    "read also, in French": lambda r: f"<p><em>À lire aussi :</em> {links(r, 1, LINK)}</p>",
    "read also, in Russian": lambda r: f"<p>Читайте также: {links(r, 1, LINK)}</p>",
    "read also, within the link": lambda r: f"<div>{links(r, 1, LINK).replace('>', '>Read more: ', 1)}</div>",
    "most read": lambda r: f"<aside><h4>Most read</h4><ol>{links(r, 4, LI)}</ol></aside>",
    "links in an aside": lambda r: f"<aside><ul>{links(r, 4, LI)}</ul></aside>",
    "latest, with times": lambda r: "<div class=widget><h4>Latest from the Lamp Room</h4>" + links(r, 3, "<p>" + LINK + " <span>{n} minutes ago</span></p>") + "</div>",
    "latest posts of the editor": lambda r: f"<ul class='wp-block-latest-posts__list wp-block-latest-posts'>{links(r, 3, LI)}</ul>",
    "advertisement": lambda r: f"<div class=ad-slot id=gpt-{r.getrandbits(30)}><span>Advertisement</span>{links(r, 1, AD)}</div>",
    "advertisement without words": lambda r: f"<ins class=adsbygoogle><iframe src='https://ads.example/{r.getrandbits(30)}'></iframe></ins>",
    "advertisement with a label alone": lambda r: f"<div class=z{r.getrandbits(20)}><small>Anzeige</small><p>{links(r, 1, AD)}</p></div>",
    "frame of an advertiser": lambda r: f"<iframe src='https://googleads.g.doubleclick.net/pagead/ads?x={r.getrandbits(30)}'></iframe>",
    "network": lambda r: f"<div id=taboola-mid-article>{links(r, 3, AD)}</div>",
    "newsletter": lambda r: (
        f"<div class=c{r.getrandbits(20)}><h4>Join {r.randrange(1000, 9999)} subscribers</h4><p>Our newsletter, in your inbox.</p>"
        "<form><input type=email name=mail><button>Sign up</button></form></div>"
    ),
    "newsletter by a link": lambda r: f"<div class=newsletter-box><p>{r.randrange(1000, 9999)} people get our letter.</p><p><a href=/newsletter/>Get it</a></p></div>",
    "donations": lambda r: f"<p class=donation>We have {r.randrange(2000, 9000):,} of 10,000 euros. <a href=/give/>Give now</a></p>",
    "donations without a class": lambda r: f"<div class=bg-gray><h4>Keep us lit</h4><p>We have {r.randrange(2000, 9000):,} of 10,000 euros.</p><a href=/give>Give now</a></div>",
    "countdown": lambda r: f"<div class=countdown><b>{r.randrange(9)}</b> days <b>{r.randrange(24)}</b> hours until the sale ends</div>",
    "countdown without a class": lambda r: f"<p>{r.randrange(9)} days {r.randrange(24)} hours {r.randrange(60)} minutes</p>",
    "time of an update": lambda r: f"<p>Updated {r.randrange(2, 59)} minutes ago</p>",
    "a section with a name for readers of the screen": lambda r: f"<section aria-label='Most popular'><ol>{links(r, 3, LI)}</ol></section>",
    "an element with such a name": lambda r: f"<div aria-label='More stories'>{links(r, 2, '<p>' + LINK + '</p>')}</div>",
    "a list with such a name": lambda r: f"<ul aria-label='Mehr zum Thema'>{links(r, 3, LI)}</ul>",
    "our latest": lambda r: f"<div><h4>Our latest stories</h4>{links(r, 2, '<p>' + LINK + '</p>')}</div>",
    "jobs": lambda r: f"<div class=job-box><h4>Jobs on the quay</h4><ul>{links(r, 2, LI)}</ul></div>",
    "table of contents": lambda r: f"<div id=toc_{r.getrandbits(30)}><p>Contents</p><ul><li><a href='#h-{r.getrandbits(30)}'>Lamps</a></li></ul></div>",
    "table of contents by a plug-in": lambda r: f"<div class=ez-toc-v2 id=ez-toc-container><nav><a href='#h-{r.getrandbits(30)}'>Lamps</a></nav></div>",
}  # fmt: skip


@pytest.mark.parametrize("profile", ["", "[fields]\nbody = [{ css = 'div.text' }]\n"], ids=["model", "container"])
@pytest.mark.parametrize("kind", BOXES)
def test_a_box_that_changes_changes_nothing_of_the_article(make_page, make_site, kind, profile):
    site = make_site(f'articles = "/2026/"\n{profile}')
    seen = [read_article(make_page(page_with(BOXES[kind](Random(seed)))), site) for seed in (1, 2)]
    for name in OF_TEXT:
        assert getattr(seen[0], name) == getattr(seen[1], name), name
    assert seen[0].body_text == "\n\n".join(PARAGRAPHS)


OF_THE_AUTHOR = {
    "own list of links": (
        "<h3>Further reading</h3><ul><li><a href='/2025/01/a/'>The lamp book</a></li><li><a href='/2025/02/b/'>Wicks</a></li></ul>",
        "Wicks",
    ),
    "a name for readers of the screen": (
        "<section aria-label='Most popular'><p>The lamp most often bought is the one that costs least and burns longest, says the keeper.</p></section>",
        "says the keeper",
    ),
    "a named list of other sites": (
        "<ul aria-label='Related'><li><a href='https://lamps.example/a'>The lamp book</a></li></ul>",
        "The lamp book",
    ),
    "jobs without a link": (
        "<div class=job-box><h4>Jobs on the quay</h4><p>Lamp lighter, rope maker.</p></div>",
        "rope maker",
    ),
    "sources on other sites": (
        "<p>Related:</p><ul><li><a href='https://lamps.example/a'>The lamp book</a></li></ul>",
        "The lamp book",
    ),
    "read also, elsewhere": (
        "<p>Read also: <a href='https://lamps.example/a'>The lamp book</a></p>",
        "The lamp book",
    ),
    "read also, in an argument": (
        "<p>Read also the <a href='/2025/01/a/'>report by the board</a>, which blames the wicks.</p>",
        "blames the wicks",
    ),
    "views in prose": ("<p>The film of it had 1,234 views in its first week, and 3 comments.</p>", "1,234 views"),
    "counted words as a list": ("<ul><li>312 votes</li><li>12 likes</li></ul>", "312 votes"),
    "result of a poll in prose": ("<p>Of those asked, 52% (312 votes) were for it.</p>", "312 votes"),
    "result of a poll in a table": (
        "<table class=poll><tr><th>Answer<th>Votes</tr><tr><td>Yes<td>312 votes</tr><tr><td>No<td>288 votes</tr></table>",
        "288 votes",
    ),
    "words of a theme": (
        "<div class='related-to-economy popular'><p>The price of oil rose again.</p></div>",
        "of oil",
    ),
    "text with the word of a plug-in's kind": (
        "<section class=donations><p>Donations paid for the first lamp, as the board's books say.</p></section>",
        "the board's books",
    ),
    "sections that a theme names after advertising": (
        "<section class='Section Section--Ads'><p>The cleaning is simple: a cloth, a little oil, and patience.</p></section>",
        "and patience",
    ),
    "a random id with the letters of advertising": (
        "<div id='block-96-ad1f-4ad40b84'><p>The cloth must be dry.</p></div>",
        "must be dry",
    ),
    "an own rating": ("<div class=rating>Rating: 4 of 5 lamps</div>", "4 of 5 lamps"),
    "an own count": ("<div class=counter><span class=counter-number>1,200</span> lamps were lit</div>", "1,200"),
    "caption": (
        "<figure><img src=/l.jpg><figcaption>12 views of the quay</figcaption></figure>",
        "12 views of the quay",
    ),
    "pull quote": ("<aside class=pullquote><p>Nobody else in the harbour does so.</p></aside>", "does so.\n\n"),
    "note in an aside": ("<aside><p>The wick is changed on Mondays.</p></aside>", "on Mondays"),
    "footnotes": (
        "<p>Lit at dusk<sup><a href='#f1' id=r1>1</a></sup>.</p><ol><li id=f1>So the log says. <a href='#r1'>↩</a></li></ol>",
        "So the log says",
    ),
    "headings that a table of contents names": (
        "<div class=toc><ul><li><a href='#wicks'>Wicks</a></li></ul></div><h2 id=wicks>Wicks</h2>",
        "Wicks",
    ),
    "own list of places in the text": (
        "<p>I write of <a href='#oil'>oil</a> and <a href='#wicks'>wicks</a> in turn.</p>",
        "in turn",
    ),
    "text on advertising": ("<h3>Advertising</h3><p>It began with a lamp in a window.</p>", "Advertising"),
    "embedded video": (
        "<iframe src='https://video.example/1' title='The quay at night'></iframe>",
        "The quay at night",
    ),
}


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_looks_like_a_box_and_is_the_authors_stays(make_page, make_site, kind):
    html, words = OF_THE_AUTHOR[kind]
    article = read_article(make_page(page_with(html)), make_site("[fields]\nbody = [{ css = 'div.text' }]\n"))
    assert words in article.body_text


def test_a_text_that_is_a_list_of_links_stays(make_page, make_site):
    items = links(Random(1), 8, LI)
    html = f"<html><body><main><h1>Eight that I liked</h1><div class=text><ul>{items}</ul></div></main></body></html>"
    article = read_article(make_page(html), make_site("[fields]\nbody = [{ css = 'div.text' }]\n"))
    assert len(article.links) == 8


@pytest.mark.parametrize(
    "kind", ["post-views", "sharedaddy", "newsletter", "ad", "related", "poll", "donation", "toc"]
)
def test_an_element_with_such_a_class_that_holds_the_text_is_no_box(make_page, make_site, kind):
    html = (
        page_with("")
        .replace("<div class=text>", f"<div class=text><div class='{kind}'>")
        .replace("</div>", "</div></div>", 1)
    )
    article = read_article(make_page(html), make_site("[fields]\nbody = [{ css = 'div.text' }]\n"))
    assert article.body_text == "\n\n".join(PARAGRAPHS)


def test_a_profile_keeps_a_box_that_it_names(make_page, make_site):
    poll = "<div class=poll><p>Lit earlier?</p><form class=f><p>Yes (52%, 312 votes)</p><button>Vote</button></form></div>"
    page = make_page(page_with(poll + "<p>12 likes</p>"))
    text = read_article(page, make_site("[fields]\nbody = [{ css = '.text', keep = '.poll' }]\n")).body_text
    assert "Lit earlier?\n\nYes (52%, 312 votes)" in text
    assert "12 likes" not in text
    assert "Lit earlier" not in read_article(page, make_site("[fields]\nbody = [{ css = '.text' }]\n")).body_text


def test_what_a_profile_drops_is_dropped_though_it_is_the_authors(make_page, make_site):
    page = make_page(page_with("<h3>Further reading</h3><p class=own>12 lamps more.</p>"))
    text = read_article(page, make_site("[fields]\nbody = [{ css = '.text', drop = '.own' }]\n")).body_text
    assert "Further reading" in text
    assert "lamps more" not in text


# What else a site prints amid a text, and changes when it likes.
OF_THE_SITE = {
    "related with thumbs, no label": (
        "<div class=td_block_related_posts><div class=td-module><a href=/2026/01/a/><img src=/a.jpg></a><h3><a href=/2026/01/a/>Grey water at Orlo</a></h3></div><div class=td-module><h3><a href=/2026/01/b/>The wind has eleven names</a></h3></div></div>"
    ),
    "label div + cards hashed": (
        "<div class=css-9a><div class=css-1>More stories</div><div class=css-2><a href=/2026/01/a/><h3>Grey water at Orlo</h3><span>3 min read</span></a></div><div class=css-2><a href=/2026/01/b/><h3>The wind has eleven names</h3><span>5 min read</span></a></div></div>"
    ),
    "poll with radios": (
        "<div class=pollbox><p><b>Should the pans be reopened?</b></p><label><input type=radio name=p> Yes</label><label><input type=radio name=p> No</label><p><a href='#'>View results</a></p></div>"
    ),
    "poll form": (
        "<form action=/vote><p>Should the pans be reopened?</p><label><input type=radio>Yes</label><button>Vote</button></form>"
    ),
    "newsletter box iframe": (
        "<div class=newsletter-signup><h3>The Lamp Room letter</h3><p>One essay a week, no more.</p><iframe src='https://lamproom.substack.com/embed'></iframe></div>"
    ),
    "ad label span+img": (
        "<div class=x1><span>ADVERTISEMENT</span><a href=https://ads.example/1><img src=https://ads.example/1.png></a></div>"
    ),
    "sponsored card": (
        "<div class=sponsored-content><h4>Sponsored</h4><a href=https://ads.example/x>Salt that never clumps</a><p>Try the new Saltworks bag.</p></div>"
    ),
    "amazon product box": (
        "<div class=aawp><div class=aawp-product><a href=https://amzn.to/x>Bag of salt, 1 kg</a><span>€4.99</span><a href=https://amzn.to/x>Buy on Amazon</a></div></div>"
    ),
    "app promo": (
        "<div class=app-promo><p>Read us in our app: <a href=https://apps.apple.com/app/x>App Store</a> <a href=https://play.google.com/store/apps/details?id=x>Google Play</a></p></div>"
    ),
    "share row no class": (
        "<div class=k><span>Share:</span> <a href='https://twitter.com/intent/tweet?url=x'>Twitter</a> <a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a> <a href='https://wa.me/?text=x'>WhatsApp</a></div>"
    ),
    "share row list": (
        "<ul class=k><li><a href='https://twitter.com/intent/tweet?url=x'>Tweet</a></li><li><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Share</a></li><li><a href='mailto:?subject=x'>E-mail</a></li></ul>"
    ),
    "tags": (
        "<div class=tags-links>Tags: <a rel=tag href=/tag/salt/>salt</a>, <a rel=tag href=/tag/trains/>trains</a></div>"
    ),
    "tags by p": (
        "<p>Tags: <a rel=tag href=/tag/salt/>salt</a>, <a rel=tag href=/tag/trains/>trains</a></p>"
    ),
    "filed under": (
        "<p class=postmetadata>Filed under: <a rel='category tag' href=/category/essays/>Essays</a></p>"
    ),
    "print / pdf": (
        "<div class=printfriendly><a href=/print/>Print Friendly, PDF & Email</a></div>"
    ),
    "podcast player box": (
        "<div class=audio-player-wrapper><span>Listen to this article</span> <span>12:31</span></div>"
    ),
    "listen p": (
        "<p>Listen to this article · 12 min</p>"
    ),
    "font resizer": (
        "<div class=font-resizer><button>A-</button><button>A+</button></div>"
    ),
    "weather": (
        "<div class=weather-box><b>Orlo</b> 12°C</div>"
    ),
    "google news": (
        "<p><a href='https://news.google.com/publications/x'>Follow us on Google News</a></p>"
    ),
    "prev next": (
        "<nav class=post-navigation><a href=/2026/01/a/>← Grey water at Orlo</a> <a href=/2026/02/b/>The wind has eleven names →</a></nav>"
    ),
    "prev next no nav": (
        "<div class=pn><div>Previous article</div><a href=/2026/01/a/>Grey water at Orlo</a><div>Next article</div><a href=/2026/02/b/>The wind has eleven names</a></div>"
    ),
    "trending ticker": (
        "<div class=ticker-wrap><span>Trending</span><a href=/2026/01/a/>Grey water</a><a href=/2026/01/b/>Eleven winds</a></div>"
    ),
    "quiz": (
        "<div class=riddle2-wrapper data-rid-id=1><p>Which salt are you?</p></div>"
    ),
    "cookie note": (
        "<div class=cookie-notice><p>We use cookies. <a href=/privacy/>More</a></p><button>OK</button></div>"
    ),
    "recipe-like rating": (
        "<div class=rmp-widgets-container><p>How useful was this post?</p><p>Click on a star to rate it!</p><p>Average rating 4.8 / 5. Vote count: 31</p></div>"
    ),
    "comments count link": (
        "<p><a href='#comments'>31 comments</a></p>"
    ),
    "reactions": (
        "<div class=wpra-reactions-container><span>31</span><span>4</span></div>"
    ),
    "last updated": (
        "<p class=last-updated>Last updated 5 minutes ago</p>"
    ),
    "editor's picks": (
        "<section><h3>Editors' picks</h3><article><h4><a href=/2026/01/a/>Grey water at Orlo</a></h4><p>How a pan dies.</p></article><article><h4><a href=/2026/01/b/>The wind has eleven names</a></h4></article></section>"
    ),
    "most read numbered": (
        "<div class=mr><strong>Most read</strong><ol><li><a href=/2026/01/a/>Grey water at Orlo</a></li><li><a href=/2026/01/b/>The wind has eleven names</a></li></ol></div>"
    ),
    "cta join": (
        "<div class=wp-block-group><h3>Enjoying this essay?</h3><p>Subscribe to get the next one in your inbox.</p><div class=wp-block-button><a class=wp-block-button__link href=/subscribe/>Subscribe</a></div></div>"
    ),
    "membership": (
        "<div class=box><p><b>Join 1,204 members</b> who keep the Lamp Room lit.</p><p><a href=/membership/>Become a member</a></p></div>"
    ),
    "live visitors": (
        "<p>👁 31 people are reading this</p>"
    ),
    "instagram follow bar": (
        "<p>📸 Instagram: <a href=https://instagram.com/lr>@lamproom</a> | 🐦 Twitter: <a href=https://twitter.com/lr>@lamproom</a></p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_THE_SITE)
def test_what_a_site_prints_amid_a_text_is_none_of_it(read_essay, kind):
    for place in ("within", "end"):
        assert read_essay(**{place: OF_THE_SITE[kind]}).body_text == TEXT


AMID_PROSE = {
    "cookies that are baked": ("<p>We use cookies that my aunt bakes, and on the slow train they are the only money that counts.</p>", "my aunt bakes"),
    "a story that is listened to": ("<p>Listen to this story, said the guard, and he told it until the train had passed the pans.</p>", "said the guard"),
    "a network in an argument": ("<p>On <a href='https://twitter.com/orlo'>Twitter</a> they say that the salt is grey by nature, which is wrong.</p>", "grey by nature"),
    "a link that shares in prose": ("<p>Whoever wants to <a href='https://twitter.com/intent/tweet?text=x'>tell the company</a> may do so before the end of the month.</p>", "before the end"),
    "topics in prose": ("<p>I have written on <a rel=tag href=/tag/salt/>salt</a> for thirty years, and on trains for twenty of them.</p>", "for thirty years"),
    "a choice in words": ("<p>Yes or no: should the pans be reopened? That is what the board asked, and nobody had an answer to it.</p>", "Yes or no"),
}  # fmt: skip


@pytest.mark.parametrize("kind", AMID_PROSE)
def test_words_of_boxes_in_prose_stay(read_essay, kind):
    html, words = AMID_PROSE[kind]
    for place in ("within", "end"):
        assert words in read_essay(**{place: html}).body_text


def test_a_german_line_that_announces_the_rest_behind_an_advertisement_is_none_of_the_text(read_essay):
    line = "<p>Anzeige</p><p>Artikel wird nach der Anzeige fortgesetzt</p>"
    assert read_essay(within=line).body_text == TEXT
