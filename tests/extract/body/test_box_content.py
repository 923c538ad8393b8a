"""Boxes of a site within a text that announce, sell, collect or lead through a series, and what only looks so."""

import re
from html import unescape

import pytest

from essay import BODY_RULE, TEXT, essay_page
from extract.read import read_article

BOXES = {
    "a share of a goal": "<div class=goal><p>31% of our goal</p><p>€3,100 raised of €10,000</p></div>",
    "a share alone": "<p>31% of our goal</p>",
    "a bar with its share": "<div><div class=bar style='width:31%'></div><span>31% of our goal reached</span></div>",
    "a sum with a link": "<div class=campaign><strong>$3,100</strong> raised of <strong>$10,000</strong> goal <a href=/donate/>Donate</a></div>",
    "a share in a sentence, and a call": "<div class=c><p>We have raised 31% of our goal.</p><p><a href=/donate/>Give today</a></p></div>",
    "members wanted": "<div class=c><p>214 of 500 members</p><p><a href=/join/>Become a member</a></p></div>",
    "a German share": "<p>31 % unseres Ziels erreicht</p>",
    "German sums": "<div class=z><p>3.100 € von 10.000 €</p><p><a href=/spenden/>Jetzt spenden</a></p></div>",
    "a bar by its role": "<div role=progressbar aria-valuenow=31 aria-valuemax=100>31%</div>",
    "an event in an aside": "<aside class=event><h4>Salt evening</h4><p>Saturday, 14 March 2026, 7 pm, Town Hall, Orlo</p><p><a href=/events/salt-evening/>Book a seat</a></p></aside>",
    "an event in a box": "<div class=event-box><p><strong>Upcoming event:</strong> Salt evening, 14 March 2026, 7 pm, Town Hall</p><a href=/events/salt/>Register now</a></div>",
    "a list of events": "<aside><h3>Upcoming events</h3><ul><li><a href=/events/a/>Salt evening</a>, 14 March 2026</li><li><a href=/events/b/>Pan walk</a>, 21 March 2026</li></ul></aside>",
    "an event elsewhere": "<aside class=event-promo><p>Salt evening, 14 March 2026, 7 pm</p><p><a href=https://www.eventbrite.com/e/1>Tickets</a></p></aside>",
    "a German event": "<aside class=veranstaltung><h4>Salzabend</h4><p>Samstag, 14. März 2026, 19 Uhr, Rathaus</p><p><a href=/termine/salz/>Anmelden</a></p></aside>",
    "parts in a box": "<div class=series><p>Part 2 of 5: The pumps</p><ul><li><a href=/2026/01/one/>Part 1: The pans</a></li><li><a href=/2026/01/three/>Part 3: The road</a></li></ul></div>",
    "parts behind a sentence": "<p>This is part 2 of 5 in the series <a href=/series/salt/>Salt</a>.</p><ol><li><a href=/2026/01/one/>The pans</a></li><li>The pumps</li><li><a href=/2026/01/three/>The road</a></li></ol>",
    "parts in an aside": "<aside><h4>In this series</h4><ol><li><a href=/2026/01/one/>The pans</a></li><li><a href=/2026/01/two/>The pumps</a></li><li><a href=/2026/01/three/>The road</a></li></ol></aside>",
    "parts behind a heading": "<h3>Also in this series</h3><ul><li><a href=/2026/01/one/>Part 1: The pans</a></li><li><a href=/2026/01/three/>Part 3: The road</a></li></ul>",
    "parts in a line": "<div><strong>Part 2 of 5:</strong> The pumps <a href=/2026/01/one/>Part 1</a> | <a href=/2026/01/three/>Part 3</a> | <a href=/2026/01/four/>Part 4</a></div>",
    "parts alone": "<ul><li><a href=/2026/01/one/>Part 1: The pans</a></li><li>Part 2: The pumps</li><li><a href=/2026/01/three/>Part 3: The road</a></li></ul>",
    "German parts": "<div class=serie><p>Teil 2 von 5</p><ul><li><a href=/2026/01/one/>Teil 1: Die Pfannen</a></li><li><a href=/2026/01/three/>Teil 3: Die Straße</a></li></ul></div>",
    "books of a shop": "<div class=shop><h4>From our shop</h4><div class=book><a href=/shop/salt/><img src=/c.jpg alt='Salt, a book'></a><p>Salt, a book</p><p>€18.00</p><a href=/shop/salt/?add=1>Buy now</a></div><div class=book><a href=/shop/pan/><img src=/d.jpg></a><p>The pans</p><p>€12.00</p><a href=/shop/pan/>Buy now</a></div></div>",
    "a book with a link": "<div><a href='https://bookshop.org/a/1/978'><img src=/c.jpg></a><p><strong>Salt</strong> by Ida Marsh</p><p><a href='https://bookshop.org/a/1/978'>Buy now</a></p></div>",
    "products in a list": "<ul class=products><li><a href=/shop/salt/><img src=/c.jpg><h2>Salt, a book</h2><span class=price>€18.00</span></a><a href=/cart/?add=1>Add to cart</a></li><li><a href=/shop/pan/><img src=/d.jpg><h2>The pans</h2><span class=price>€12.00</span></a><a href=/cart/?add=2>Add to cart</a></li></ul>",
    "a cover with a link": "<p><a href='https://www.amazon.com/dp/1'><img src=/c.jpg></a><br><a href='https://www.amazon.com/dp/1'>Buy now</a></p>",
    "a box of shops": "<div class=buy-box><p>Salt, a book. <a href=https://bookshop.org/b/1>Bookshop</a> | <a href=https://www.amazon.com/dp/1>Amazon</a></p><p>Buy now</p></div>",
    "a link to a newsletter": "<p><a href=/newsletter/>Sign up for our newsletter</a></p>",
    "a question and a newsletter": "<p>Enjoying this? <a href=/newsletter/>Sign up for our newsletter</a>.</p>",
    "a newsletter elsewhere": "<p><em>Get essays like this in your inbox. <a href=https://lamproom.substack.com/subscribe>Subscribe to our newsletter</a></em></p>",
    "a newsletter in a div": "<div><a href=/newsletter>Subscribe to the Lamp Room letter</a></div>",
    "a newsletter in bold": "<p><strong><a href='/newsletter/'>Sign up here for our weekly newsletter »</a></strong></p>",
    "a newsletter behind here": "<p>Sign up for our newsletter <a href=/newsletter/>here</a>.</p>",
    "a German newsletter": "<p><a href=/newsletter/>Hier unseren Newsletter abonnieren</a></p>",
    "a German newsletter in a sentence": "<p>Jetzt unseren <a href=/newsletter/>Newsletter abonnieren</a>!</p>",
    "a French newsletter": "<p><a href=/newsletter/>Inscrivez-vous à notre newsletter</a></p>",
    "a Spanish newsletter": "<p><a href=/boletin/>Suscríbete a nuestro boletín</a></p>",
    "a code": "<p>Use code SAVE20 at checkout</p>",
    "a code and its share": "<p>Use code SAVE20 at checkout for 20% off.</p>",
    "a code for a first order": "<p>Use the code LAMP10 for 10% off your first order.</p>",
    "a share and its code": "<p>Get 20% off with code SAVE20 at checkout.</p>",
    "a German code": "<p>Mit dem Code SALZ20 gibt es 20 % Rabatt.</p>",
    "a code of capitals": "<p>Enter promo code LAMP at checkout.</p>",
    "a code in bold": "<p><strong>Use code SAVE20 at checkout to get 20% off your first box of Orlo salt.</strong></p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", BOXES)
def test_a_box_that_announces_sells_or_collects_is_none_of_the_text(read_essay, kind):
    for place in ("within", "end"):
        assert read_essay(**{place: BOXES[kind]}).body_text == TEXT


RIGHTS = [
    "<p>© 2025 The Lamp Room. All rights reserved.</p>",
    "<p><small>Copyright 2025 The Lamp Room. All rights reserved.</small></p>",
    "<p>Copyright © 2025 Ida Marsh</p>",
    "<p>© Ida Marsh 2025</p>",
    "<p>(c) 2025 The Lamp Room, Inc. All rights reserved. Reproduction prohibited.</p>",
    "<p>&copy; The Lamp Room 2026. Alle Rechte vorbehalten.</p>",
    "<p>© 2025 The Lamp Room. <a href=/terms/>Terms</a> · <a href=/privacy/>Privacy</a></p>",
    "<p>Все права защищены.</p>",
]  # fmt: skip


@pytest.mark.parametrize("line", RIGHTS)
def test_a_line_about_rights_at_the_end_is_none_of_the_text(read_essay, line):
    for place in ("end", "behind"):
        assert read_essay(**{place: line}).body_text == TEXT


OF_THE_AUTHOR = {
    "an event in a sentence": "<p>On 14 March the salt evening takes place in the Town Hall, and my grandfather's rake is to be shown there for the first time.</p>",
    "a list of days": "<h3>When to go</h3><ul><li>14 March 2026, 7 pm: salt evening, Town Hall</li><li>21 March 2026, 9 am: walk to the pans</li></ul>",
    "a note in an aside": "<aside><p>The wick is changed on Mondays.</p></aside>",
    "a newsletter in a sentence": "<p>When I asked him to <a href=/newsletter/>sign up for our newsletter</a>, he laughed, and said that he had read all the letters he wanted to read in his life.</p>",
    "a goal in a sentence": "<p>The company met 31% of our goal in the first year, and none of it in the second.</p>",
    "a sentence on a goal": "<p>31% of our goal was met.</p>",
    "shares in a list": "<ul><li>31% of our goal: water</li><li>20% of our goal: salt</li></ul>",
    "a sentence on a part": "<p>Part 2 of 5: the pumps came on a Friday, and nobody had been told.</p>",
    "a heading of a part": "<h2>Part 2: The pumps</h2>",
    "parts in a sentence": "<p>In <a href=/2026/01/one/>part 1</a> I wrote of the pans, and in <a href=/2026/01/three/>part 3</a> I shall write of the road that took the men away.</p>",
    "a book in a sentence": "<p>Of the books on salt, <a href=https://bookshop.org/a/1>Kurlansky's</a> is the one to buy, if you buy only one of them this year.</p>",
    "buying in a sentence": "<p>Buy now, they said, and whoever bought salt that winter still has it in the cellar.</p>",
    "the author's list of books": "<ul><li><a href=https://bookshop.org/a/1>Salt</a>, the one that everybody has read</li><li><a href=https://bookshop.org/a/2>Brine</a>, the one that nobody has read</li></ul>",
    "copyright in a sentence": "<p>Copyright 2025 was what the museum had printed on the rake, as if a rake could be copied.</p>",
    "whose a poem is": "<p>Poem © 2019 by Ben Ray, from Grey Water, used by his permission.</p>",
    "code in a sentence": "<p>Use code where you would use a rake: seldom, and with both hands.</p>",
    "code in a longer sentence": "<p>Whoever wants to use code from the first chapter should read the second one, in which it is taken back.</p>",
    "a code in a story": "<p>At the checkout the clerk typed the code SAVE20 for me, which took 20% off, and I have not been back since that day.</p>",
    "a code of an error": "<p>Use code <code>E42</code> at line 12.</p>",
    "the rights of an agency": "<p>© 2025 Associated Press. All rights reserved.</p>",
    "a box about what happened": "<div class=event><p>The event of that year was the flood, which came in March and left in May.</p></div>",
    "a table of prices": "<table class=products><tr><th>Salt<th>Price</tr><tr><td>Grey<td>€4.00</tr><tr><td>White<td>€6.00</tr></table>",
    "a class of a theme": "<section class=shop><p>The shop at the station sold salt by the spoon, and rope by the arm of whoever bought it.</p></section>",
    "sums in a sentence": "<p>The museum has raised €3,100 of the €10,000 that the roof will cost, and nobody asks what the floor will cost.</p>",
}  # fmt: skip


def words_of(html):
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", "", piece)).split())
        for piece in re.split(r"<(?:p|li|h\d|t[dhr])\b[^>]*>", html)
    ]


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_only_looks_like_such_a_box_is_the_authors(read_essay, kind):
    text = " ".join(read_essay(within=OF_THE_AUTHOR[kind]).body_text.split())
    assert [words for words in words_of(OF_THE_AUTHOR[kind]) if words not in text] == []


@pytest.mark.parametrize(
    "kind",
    [
        "a sentence on a part",
        "the rights of an agency",
        "copyright in a sentence",
        "whose a poem is",
        "a code in a story",
    ],
)
def test_a_last_paragraph_that_only_looks_like_a_line_of_a_publisher_stays(make_page, make_site, kind):
    html = essay_page(end=OF_THE_AUTHOR[kind])
    text = read_article(make_page(html), make_site(BODY_RULE)).body_text
    assert words_of(OF_THE_AUTHOR[kind])[-1] in text


def test_a_text_on_what_is_sold_keeps_its_goods(make_page, make_site):
    goods = [f"<div class=product><p>Salt {n}</p><p><a href=/s/{n}>Buy now</a></p></div>" for n in range(6)]
    texts = [
        read_article(make_page(essay_page(within="".join(some))), make_site(BODY_RULE)).body_text
        for some in (goods, goods[:3])
    ]
    assert "Salt 4" in texts[0]
    assert texts[1] == TEXT
