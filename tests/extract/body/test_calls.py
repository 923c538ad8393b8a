"""Lines that ask readers to follow, subscribe or give are none of the text; what an author writes of it stays."""

import pytest

from essay import BODY_RULE, PARAGRAPHS, TEXT, essay_page
from extract.read import read_article

SOCIAL = "<a href='https://twitter.com/lamproom'>Twitter</a> and <a href='https://facebook.com/lamproom'>Facebook</a>"
ENDS = {
    "plea, account, button and network": (
        "<p><strong>The Lamp Room needs your help!</strong></p><p>IBAN XX22 1005 0000 0190 0947 29 – many thanks!</p>"
        "<p><a href=/give>DONATE NOW WITH ONE CLICK</a></p><p>Follow us on our new account <a href='https://social.example/lr'>social.example/lr</a></p>"
    ),
    "follow a magazine": "<p><em>Follow The Lamp Room on <a href='https://social.example/lr'>Social</a> and <a href='https://other.example/lr'>Other</a>.</em></p>",
    "follow us": f"<p>Follow us on {SOCIAL}.</p>",
    "join a channel": "<p>Join our <a href='https://t.me/lamproom'>Telegram channel</a> for more essays.</p>",
    "subscribe": "<p><i>Subscribe to our weekly newsletter <a href=/newsletter/>here</a>.</i></p>",
    "like and follow": f"<hr><p>If you enjoyed this essay, please consider supporting our work on <a href='https://www.patreon.com/lr'>Patreon</a>.</p><p>Find us on {SOCIAL}</p>",
    "give in the second sentence": "<p>The Lamp Room is free for everyone. If you like it, <a href=/give>please support us with a donation</a>.</p>",
    "a sum a month": "<p>Our essays are free to read. If you can, <a href=/donate>give a euro a month</a>.</p>",
    "a sum a year": "<p>If you can, please <a href=/donate>donate five pounds a year</a>.</p>",
    "a sum a month, in German": "<p>Unsere Texte sind frei. Wenn Sie können, <a href=/spende>geben Sie einen Euro im Monat</a>.</p>",
    "German, in the second": "<p>Ihnen hat der Text gefallen? Unterstützen Sie uns mit einer <a href=/spende>Spende</a>!</p>",
    "French, in the second": "<p>Notre journal vit de vos dons. <a href=/don>Faites un don</a> pour nous soutenir.</p>",
    "Substack's share line": "<p>Thanks for reading The Lamp Room! This post is public so feel free to share it.</p>",
    "Substack's plea": "<p>The Lamp Room is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p>",
    "coffee": "<p><a href='https://ko-fi.com/lamproom'>Buy me a coffee</a></p>",
    "PayPal": "<p>PayPal: give@lamproom.example</p>",
    "become a member": "<p><b>Become a member</b> and read us without advertising: <a href=/join/>Join now</a></p>",
    "sponsor's code": "<p>This essay is sponsored by Saltworks. Use code ORLO10 for 10% off your first bag at <a href='https://salt.example/'>salt.example</a>.</p>",
    "code alone": "<p>Use the code ORLO10 at checkout and get 10% off.</p>",
    "German": "<p><b>Unterstützen Sie uns mit einer Spende: <a href=/spenden>hier spenden</a></b></p><p>Folgen Sie uns auf <a href='https://facebook.com/lr'>Facebook</a></p>",
    "German newsletter": "<p>Abonnieren Sie hier unseren <a href=/newsletter>Newsletter</a>.</p>",
    "French": "<p>Suivez-nous sur <a href='https://facebook.com/lr'>Facebook</a></p><p><a href=/don>Faites un don</a></p>",
    "Spanish": "<p>Síguenos en <a href='https://twitter.com/lr'>Twitter</a></p><p>Suscríbete a nuestro <a href=/boletin>boletín</a></p>",
    "Portuguese": "<p>Siga-nos no <a href='https://instagram.com/lr'>Instagram</a></p>",
    "Italian": "<p>Seguici su <a href='https://facebook.com/lr'>Facebook</a></p><p>Iscriviti alla nostra <a href=/n>newsletter</a></p>",
    "Dutch": "<p>Volg ons op <a href='https://instagram.com/lr'>Instagram</a></p>",
    "Polish": "<p>Obserwuj nas na <a href='https://facebook.com/lr'>Facebooku</a> i Instagram</p>",
    "Russian": "<p>Подписывайтесь на наш <a href='https://t.me/lr'>телеграм-канал</a></p>",
    "Ukrainian": "<p>Підписуйтесь на наш <a href='https://t.me/lr'>Telegram</a></p>",
    "Turkish": "<p>Bizi <a href='https://twitter.com/lr'>Twitter</a> hesabımızdan takip edin</p>",
    "Arabic": "<p>تابعونا على <a href='https://facebook.com/lr'>فيسبوك</a></p>",
    "Hebrew": "<p>עקבו אחרינו ב<a href='https://facebook.com/lr'>פייסבוק</a></p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", ENDS)
def test_what_a_publisher_asks_at_the_end_is_none_of_the_text(read_essay, kind):
    for place in ("end", "behind"):
        assert read_essay(**{place: ENDS[kind]}).body_text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>Join our <a href='https://t.me/lamproom'>Telegram channel</a></p>",
        f"<p><em>Follow us on {SOCIAL}.</em></p>",
        "<p><b>Подпишитесь на наш канал в <a href='https://t.me/lr'>Telegram</a></b></p>",
        "<p>👉 <a href=/subscribe>Sign up for our Friday letter</a> and never miss an essay.</p>",
        "<p><a href=/newsletter/>Subscribe to my monthly letter</a>.</p>",
        "<p>📬 Like this essay? <a href='https://lamproom.substack.com'>Get one like it every Friday.</a></p>",
        "<p>Enjoyed this piece? <a href=/newsletter/>Get more like it in your inbox.</a></p>",
        "<p>This essay is sponsored by Saltworks. Go to saltworks.example/lamp and use ORLO20 for 20% off.</p>",
        "<p>Today's episode is brought to you by Rake &amp; Sons. They have a free trial for readers: rake.example, code LAMP.</p>",
        "<p>This issue is brought to you by <a href='https://salt.example/'>Saltworks</a>, makers of salt.</p>",
    ],
)
def test_a_line_that_leads_to_a_channel_is_none_of_the_text_within_it_either(read_essay, line):
    assert read_essay(within=line).body_text == TEXT


OF_THE_AUTHOR = {
    "an essay on giving": (
        "<p>Donate now, said the poster in the pump house, and under it somebody had written with a nail: we have, for thirty summers.</p>"
        "<p>Support for the museum came from nobody who had ever held a rake, which the board took for a good sign.</p>",
        "for thirty summers.",
    ),
    "a last line on giving": ("<p>Give what you can; the salt will keep.</p>", "the salt will keep"),
    "a note of the author": (
        "<p><em>Author’s note: some names in this essay have been changed, and one of them twice.</em></p>",
        "one of them twice",
    ),
    "a dedication": ("<p>For Ada, who followed us on the slow train and never asked why.</p>", "never asked why"),
    "where an argument is to be followed": (
        "<p>Follow the debate on <a href='https://twitter.com/orlo'>Twitter</a> and you will find that nobody in it has seen the pans.</p>",
        "nobody in it has seen the pans",
    ),
    "a list of further reading": (
        "<h3>Further reading</h3><ul><li>Ada Wicks, <a href='https://books.example/a'>The salt road</a>, with a map of all pans that were given up, 1911</li></ul>",
        "The salt road",
    ),
    "an account number in a story": (
        "<p>On the back of the photograph stood a number, and my aunt held that it was that of an account in which the salt money lay.</p>",
        "the salt money lay",
    ),
    "a code in a story": (
        "<p>The gate opened with a code, and everybody at Orlo knew that the code was the year of the flood.</p>",
        "the year of the flood",
    ),
    "a call that is quoted": (
        "<p>The board has a <a href='https://board.example/'>budget</a> that nobody reads. Support us, says the rake man, and then he laughs.</p>",
        "says the rake man",
    ),
    "thanks of the author": ("<p>Thanks for reading my grandfather's accounts with me. They end here.</p>", "They end here"),
    "a sum in a story": ("<p>Give a euro a month, the rake man said, and you will own the pans in the year of the flood.</p>", "own the pans"),
    "a letter that is signed for": (
        "<p>I had to <a href='https://post.example/'>sign up for the Friday train</a> and never missed it in the years that followed.</p>",
        "never missed it",
    ),
    "a sponsor in a story": (
        "<p>The posts of the fence were sponsored by ORLO Timber, at 20% off, which is why all of them lean.</p>",
        "which is why",
    ),
    "one like it": ("<p>Like this pan? Get one like it, said the company, and you will never be poor.</p>", "never be poor"),
    "a letter": ("<p>Join us on Sunday, the letter said, and bring a rake.</p>", "bring a rake"),
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_an_author_writes_of_giving_and_following_stays(read_essay, kind):
    html, words = OF_THE_AUTHOR[kind]
    for place in ("within", "end"):
        text = read_essay(**{place: html}).body_text
        assert words in text
        assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_a_call_to_pay_for_the_rest_still_says_that_a_text_is_cut_off(read_essay):
    article = read_essay(end="<p>Become a member to read the rest of this essay: <a href=/join/>join now</a></p>")
    assert article.cut_off is not None


def test_a_line_that_leads_to_the_source_stays_behind_which_a_call_is_left_out(read_essay):
    source = "<p>Originally published in <a href='https://elsewhere.example/salt/'>The Elsewhere Review</a>.</p>"
    article = read_essay(end=source + ENDS["follow us"])
    assert article.source_url == "https://elsewhere.example/salt/"
    assert "Follow us" not in article.body_text


LABELS = [
    "<h3>Related</h3><div class=yarpp><ul><li><a href=/x/>Grey water</a></li></ul></div>",
    "<h3>You may also like</h3>",
    "<h4>Share this:</h4><div class=sharedaddy><a href='https://facebook.com/sharer.php?u=x'>Facebook</a></div>",
    "<p><strong>Lesen Sie auch</strong></p><div class=jp-relatedposts><a href=/x/>Graues Wasser</a></div>",
    "<h3>Comments</h3><div id=disqus_thread></div>",
    "<h3>İlgili yazılar</h3>",
    "<h2>Похожие статьи</h2>",
    "<h3>Newsletter</h3><form><input type=email></form>",
]


@pytest.mark.parametrize("html", LABELS)
def test_a_label_with_nothing_left_under_it_is_none_of_the_text(read_essay, html):
    assert read_essay(end=html).body_text == TEXT


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Related</h3><p>Two streets away they boil the sea in pans of lead, and nobody is allowed to watch it.</p>",
        "<h3>Sources</h3>",
    ],
)
def test_a_heading_with_a_text_under_it_or_of_the_author_stays(make_page, make_site, html):
    text = read_article(make_page(essay_page(end=html)), make_site(BODY_RULE)).body_text
    assert html[4:11].rstrip("</") in text
