"""An article's text as its page shows it: harmless, with its paragraphs, and with the images of the archive."""

import pytest

from archive.web.article.body import safe_body, shown_body

SCROLL = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
IMAGES = {"https://x/quay.jpg": "/-/asset/urn:uuid:1"}


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("", ""),
        (" \n", ""),
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("Text without a tag", "<p>Text without a tag</p>"),
        ("<p onclick='x()' style='color:red' class='y'>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("a<style>*{}</style>b", "<p>ab</p>"),
        ("<svg><script>x</script></svg>", "<p></p>"),
        ("<a href='javascript:x'>a</a>", '<p><a rel="noopener noreferrer nofollow">a</a></p>'),
        ("<form action='/x'><input name='q'><button>b</button></form>", "<p></p>b<p></p>"),
        ("<base href='https://x/'><meta http-equiv='refresh' content='0'><link href='x'>a", "<p>a</p>"),
        ("<object data='x'></object><embed src='x'>a", "<p>a</p>"),
        ('<p id="content">a</p>', '<p id="text-content">a</p>'),
        ('<p dir="rtl" lang="ar">مرحبا</p>', '<p dir="rtl" lang="ar">مرحبا</p>'),
        (
            "<table><tr><th scope='col'>a</table>",
            f'{SCROLL}<table><tbody><tr><th scope="col">a</th></tr></tbody></table>',
        ),
    ],
)
def test_a_body_keeps_its_structure_and_loses_what_acts(html, safe):
    assert " ".join(safe_body(html).replace("<div>", "").replace("</div>", "").split()) == safe


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x/quay.jpg" alt="The quay" onerror="x()">',
        '<img src="https://x/quay.jpg" title="The quay">',
        '<iframe src="https://x/quay.jpg" title="The quay"></iframe>',
    ],
)
def test_images_and_embeds_become_links_to_the_original(html):
    body = safe_body(f"<p>Before {html} after</p>")
    assert 'href="https://x/quay.jpg"' in body
    assert ": The quay</a> after" in body
    assert "<img" not in body
    assert "<iframe" not in body


def test_a_footnote_and_its_mark_still_find_each_other():
    body = safe_body('<sup><a href="#text-fn-1" id="text-fn-1-link">1</a></sup><ol><li id="text-fn-1">Note</li></ol>')
    assert 'href="#text-fn-1"' in body
    assert '<li id="text-fn-1">' in body


def test_an_image_inside_a_link_does_not_nest_another():
    body = safe_body('<a href="https://x/"><img src="https://x/a/quay.jpg"></a>')
    assert body.count("<a ") == 1
    assert "Image: quay.jpg" in body


def test_a_data_image_is_not_linked():
    assert "data:" not in safe_body('<img src="data:image/png;base64,AAAA" alt="x">')


@pytest.mark.parametrize(
    "html", ["<", "<p", "\x00", "<!--", "<![CDATA[x]]>", "<?xml version='1.0'?><p>a</p>", "</p>"]
)
def test_broken_html_is_harmless_too(html):
    assert "<p onclick" not in safe_body(html)


def test_a_body_nested_very_deep_is_cut_and_not_a_crash():
    assert "<script" not in safe_body("<div>" * 5000 + "<script>x</script>text")


def test_an_image_of_the_archive_is_shown_with_its_caption_and_its_size():
    html = """<figure><img src="https://x/quay.jpg" alt=" The
      quay " width="1200" height="99999999" onerror="x()"><figcaption>At dawn</figcaption></figure>"""
    shown = safe_body(html, IMAGES)
    image = '<img src="/-/asset/urn:uuid:1" alt="The quay" width="1200" loading="lazy">'
    assert shown == f"<div><figure>{image}<figcaption>At dawn</figcaption></figure></div>"


def test_a_link_has_words_also_if_all_that_it_holds_is_an_image():
    link = '<p>See <a href="https://x/a"><img src="https://x/quay.jpg" alt=""></a><a href="https://x/b"></a></p>'
    shown = safe_body(link, IMAGES)
    assert 'alt="Image"' in shown
    assert "https://x/b" not in shown


def test_what_only_we_write_is_dropped_from_a_stored_text():
    html = '<div class="message error" role="alert" tabindex="0" aria-label="x"><p>a</p><p class="chip">b</p></div>'
    assert safe_body(html) == "<div><div><p>a</p><p>b</p></div></div>"


def test_a_wide_table_scrolls_by_itself_and_has_a_name():
    shown = safe_body("<p>a</p><table><caption>Tolls, <i>by year</i></caption><tr><td>1</table> after")
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Table: Tolls, by year"><table>' in shown
    assert shown.endswith("</table></div><p> after</p></div>")


def test_headings_can_be_led_to():
    body = shown_body('<h1>One</h1><p>a</p><h3 id="text-own">Two</h3><p>b</p><h2> </h2><h2>Three</h2><p>c</p>')
    assert body.headings == (
        (2, "text-heading-1", "One"),
        (3, "text-own", "Two"),
        (2, "text-heading-3", "Three"),
    )
    for _, place, _ in body.headings:
        assert f'id="{place}"' in body.html
    assert "<h1" not in body.html
