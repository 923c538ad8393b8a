"""Words are found through mark-up and escapes, and replaced so that the form of a page stays."""

import html
import json

from hypothesis import given
from hypothesis import strategies as st

from archive.forget.redact import redacted
from archive.forget.words import Needles, groups_of, masked, words_of

TEXT = "Ärger im Hafen: don't sell the “old” lighthouse to him, it is ours & theirs"
NEEDLES = Needles(frozenset(groups_of(TEXT)))


def hidden(url: str) -> bool:
    return url.rstrip("/").endswith("/secret")


def test_words_are_found_in_html_entities_json_escapes_and_both():
    written = [
        TEXT,
        html.escape(TEXT),
        html.escape(html.escape(TEXT)),
        json.dumps(TEXT),
        json.dumps(html.escape(TEXT)),
        json.dumps(TEXT, ensure_ascii=False).replace("/", "\\/"),
        TEXT.replace("Ä", "&Auml;").replace("“", "&#8220;").replace("”", "&#x201D;"),
        TEXT.replace("old", "<em class='x'>old</em>").replace("him,", "<br>him,"),
        f'<meta name="description" content="{html.escape(TEXT)}">',
        f"<![CDATA[<p>{TEXT}</p>]]>",
    ]
    for each in written:
        changed = masked(f"before {each} after", NEEDLES)
        assert "lighthouse" not in changed, each
        assert changed.startswith("before ")
        assert changed.endswith(" after")
        assert "xxxxxxxxxx" in changed


def test_json_stays_json_and_other_words_stay():
    written = json.dumps({"title": "The lighthouse", "text": TEXT, "other": "don't sell the lamp"})
    changed = json.loads(masked(written, NEEDLES))
    assert changed["title"] == "The lighthouse"
    assert changed["other"] == "don't sell the lamp"
    assert set(words_of(changed["text"].replace("x", ""))) == set()


def test_where_nothing_is_to_be_found_a_text_stays():
    assert masked(f"<p>{html.escape(TEXT)}</p>", Needles(frozenset())) == f"<p>{html.escape(TEXT)}</p>"


def test_a_short_title_is_found_as_a_whole_and_two_words_are_anybodys():
    title = Needles(frozenset(groups_of("The lighthouse affair")))
    assert (
        masked("<h2>The Lighthouse Affair</h2> the lighthouse", title)
        == "<h2>xxx xxxxxxxxxx xxxxxx</h2> the lighthouse"
    )
    assert list(groups_of("The affair")) == []


def test_an_address_stays_as_it_is_up_to_its_parameters():
    title = Needles(frozenset(groups_of("The lighthouse affair")))
    for address in (
        "https://x.example/the-lighthouse-affair/",
        "/2026/the-lighthouse-affair",
        "https:\\/\\/x\\/the-lighthouse-affair",
    ):
        link = f'<a href="{address}?t=the+lighthouse+affair" title="The lighthouse affair">The <i>lighthouse'
        gone = f'<a href="{address}?t=xxx+xxxxxxxxxx+xxxxxx" title="xxx xxxxxxxxxx xxxxxx">The <i>lighthouse'
        assert masked(link, title) == gone


@given(st.text(), st.text())
def test_a_text_without_the_words_is_the_same_text(before, after):
    assert masked(f"{before}<p>{after}", NEEDLES) == f"{before}<p>{after}"


@given(st.text(alphabet="<>&;\\/u0123456789abcdef\"' x", max_size=200))
def test_no_text_breaks_the_search(text):
    changed = masked(text + TEXT + text, NEEDLES)
    assert "lighthouse" not in changed


def test_entries_of_lists_go_as_a_whole_and_others_stay():
    lists = {
        "sitemap": "<urlset><url><loc>https://x.example/a/</loc></url><url><loc>https://x.example/secret/</loc>"
        "<lastmod>2026-01-01</lastmod></url></urlset>",
        "named": "<s:urlset><s:url><s:loc>https://x.example/secret/</s:loc></s:url></s:urlset>",
        "atom": '<feed><entry><link href="https://x.example/secret/"/><title>No</title></entry></feed>',
        "text": "https://x.example/a/\nhttps://x.example/secret/\n",
        "json": '[{"link":"https://x.example/a/"},{"guid":{"rendered":"https://x.example/secret/"}}]',
        "json feed": '{"items":[{"id":"1","url":"https://x.example/secret/"}]}',
        "html": '<a href=/secret/>No</a> <a href="/a/">Yes</a>',
        "script": '<script>{"url":"https:\\/\\/x.example\\/secret\\/"}</script>',
    }
    nothing = Needles(frozenset())
    for name, text in lists.items():
        changed = redacted(
            text.encode(), "", base="https://x.example/", needles=nothing, is_hidden=hidden, lists=True
        )
        assert changed is not None, name
        assert b"secret" not in changed, name
        assert (b"/a/" in changed) == ("/a/" in text), name
        again = redacted(changed, "", base="https://x.example/", needles=nothing, is_hidden=hidden, lists=True)
        assert again is None, name


def test_an_entry_that_only_links_to_it_in_its_text_stays():
    entry = "<item><link>https://x.example/a/</link><description><a href='/secret/'>so</a></description></item>"
    feed = f"<rss>{entry}</rss>".encode()
    assert redacted(feed, "", base="", needles=Needles(frozenset()), is_hidden=hidden, lists=True) is None


def test_other_charsets_stay_what_they_are():
    for codec in ("utf-16", "iso-8859-1", "cp1251", "utf-8-sig"):
        text = f"<html><p>{TEXT.encode(codec, 'ignore').decode(codec)}</p><p>ж Ä</p></html>".encode(codec, "ignore")
        needles = Needles(frozenset(groups_of(TEXT.encode(codec, "ignore").decode(codec))))
        found = redacted(text, f"text/html; charset={codec}", base="", needles=needles, is_hidden=hidden, lists=False)
        assert found is not None, codec
        assert "lighthouse" not in found.decode(codec)
