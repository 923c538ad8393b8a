import pytest

from extract.article import Hyperlink, Image
from extract.errors import ExtractionError


@pytest.mark.parametrize(
    ("html", "text", "markdown"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.", "One.\n\nTwo."),
        ("One.<br><br>Two.<br>Three.", "One.\n\nTwo.\nThree.", "One.\n\nTwo.  \nThree."),
        ("<div>One <div>Two</div> Three</div>", "One\n\nTwo\n\nThree", "One\n\nTwo\n\nThree"),
        ("<h2>Head</h2><h3></h3><p>x", "Head\n\nx", "## Head\n\nx"),
        ("<p>a<b> bold </b>c</p>", "a bold c", "a **bold** c"),
        ("<p><em>a</em> <code>b_c</code></p>", "a b_c", "*a* `b_c`"),
        ("<p>2 * 3 [a] _b_ <c></p>", "2 * 3 [a] _b_", r"2 \* 3 \[a\] \_b\_"),
        ("<p># no head</p><p>1. no list</p>", "# no head\n\n1. no list", "\\# no head\n\n1\\. no list"),
        ("<ul><li>a</li><li>b</li></ul><p>c", "- a\n- b\n\nc", "- a\n- b\n\nc"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b", "3. a\n4. b"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b", "- a\n  - b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\nb", "- a\n\n  b"),
        ("<ul></ul><ul><li></li></ul><p>x", "x", "x"),
        ("<blockquote>a<p>b</p></blockquote><blockquote>c</blockquote>", "a\n\nb\n\nc", "> a\n>\n> b\n\n> c"),
        ("<blockquote><ul><li>a</li><li>b</li></ul></blockquote>", "- a\n- b", "> - a\n> - b"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n\nb", "a\n\nb"),
        ("<pre>x  = 1\n  y\n</pre>", "x  = 1\n  y", "```\nx  = 1\n  y\n```"),
        ("<pre class='wp-block-verse'>one\n  two</pre>", "one\n  two", "one  \n  two"),
        ("<p>a</p><hr><p>b</p>", "a\n\nb", "a\n\n---\n\nb"),
        ("<p>soft\u00adhyphen zero\u200bwidth</p>", "softhyphen zerowidth", "softhyphen zerowidth"),
        ("<p>a&nbsp;b\n c</p>", "a b c", "a b c"),
        ("<details><summary>More</summary><p>Inside</p></details>", "More\n\nInside", "More\n\nInside"),
        ("<p><a href='/x'>only a link</a></p>", "only a link", "[only a link](https://site.example/x)"),
        ("<p>x <a>no address</a></p>", "x no address", "x no address"),
        ("<p>x <a href='javascript:alert(1)'>y</a></p>", "x y", "x y"),
    ],
)
def test_what_the_author_wrote_is_kept_in_text_and_markdown(read_values, html, text, markdown):
    article = read_values(html)
    assert (article.body_text, article.body_markdown) == (text, markdown)


def test_a_table_of_data_is_kept_in_rows(read_values):
    article = read_values("<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td><td>2|<br>3</td></tr></table>")
    assert article.body_text == "A | B\n1 | 2| 3"
    assert article.body_markdown == "| A | B |\n| --- | --- |\n| 1 | 2\\| 3 |"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>",
        "<table><tr><td>One.<table><tr><td>Two.</td></tr></table></td></tr></table>",
        "<table><tr><td>One.</td></tr><tr><td>Two.</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_a_page_is_read_as_paragraphs(read_values, html):
    assert read_values(html).body_text == "One.\n\nTwo."


@pytest.mark.parametrize(
    "html",
    [
        '<p>Text<sup><a href="#f1" id="r1">1</a></sup>.</p><ol><li id="f1">Note <a href="#r1">↩</a></li></ol>',
        '<p>Text<a href="#f1" id="r1"><sup>[1]</sup></a>.</p><div id="f1">Note <a href="#r1">Back</a></div>',
        '<p>Text<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note</p>',
        '<p>Text[<a href="#fn1" id="r1">1</a>].</p><div id="fn1">Note <a href="#r1">Back</a></div>',
        (
            '<p>Text<a href="https://site.example/2026/02/slug/#f1" id="r1"><sup>1</sup></a>.</p>'
            '<ol><li id="f1">Note <a href="/2026/02/slug/#r1">↩</a></li></ol>'
        ),
    ],
)
def test_footnotes_keep_their_marks_apart_from_the_word_before(read_values, html):
    assert read_values(html).body_text == "Text[1].\n\n[1] Note"


def test_a_link_within_the_page_is_no_footnote(read_values):
    article = read_values('<p>See <a href="#part">part 2</a>, <a href="#part">2</a>.</p><h2 id="part">Part</h2>')
    assert article.body_text == "See part 2, 2.\n\nPart"
    assert article.links == ()


@pytest.mark.parametrize(
    ("html", "url", "text"),
    [
        ('<iframe src="//v.example/1" title="A film"></iframe>', "https://v.example/1", "A film"),
        ('<video><source src="/v.mp4"></video>', "https://site.example/v.mp4", "https://site.example/v.mp4"),
        ('<audio src="https://v.example/a.mp3">no</audio>', "https://v.example/a.mp3", "https://v.example/a.mp3"),
    ],
)
def test_an_embed_is_kept_as_a_link(read_values, html, url, text):
    article = read_values(f"<p>x</p>{html}")
    assert article.links == (Hyperlink(url=url, text=text, paragraph=2),)
    assert article.body_text == f"x\n\n{text}"


@pytest.mark.parametrize(
    ("html", "paragraph"),
    [
        ("<p>One</p><p>Two LINK</p>", 2),
        ("<p>LINK</p><p>Two</p>", 1),
        ("<h2>Head LINK</h2><p>Two</p>", 1),
        ("<p>One<br><br>LINK</p>", 2),
        ("<p>One<br>LINK</p>", 1),
        ("<ul><li>a</li><li>LINK</li></ul><p>Three</p>", 1),
        ("<p>One</p><ul><li>a</li><li>b LINK</li></ul>", 2),
        ("<ul><li>a</li></ul><p>LINK</p>", 2),
        ("<p>One</p><hr><p>LINK</p>", 2),
        ("<p>One</p><p><img src=/i.png></p><p>LINK</p>", 2),
        ("<pre>a\n\nb</pre><p>LINK</p>", 3),
        ("<p>One</p><table><tr><th>A<th>B<tr><td>LINK<td>b</table>", 2),
        ("<blockquote><p>One</p><p>LINK</p></blockquote>", 2),
        ("One<a href='https://l.example/'><p>Two</p><p>Three</p> </a>", 3),
        ("<p>One</p><p><a href='https://l.example/'><img src=/i.png></a></p><p>Two</p>", None),
    ],
)
def test_a_link_tells_the_paragraph_of_the_text_that_it_stands_in(read_values, html, paragraph):
    article = read_values(html.replace("LINK", "<a href='https://l.example/'>of <b>words</b></a>"))
    (link,) = article.links
    assert link.paragraph == paragraph
    paragraphs = article.body_text.split("\n\n")
    assert paragraph is None or link.text[-5:] in paragraphs[paragraph - 1]


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>",
        "<style>p {}</style>",
        "<form><p>Subscribe</p></form>",
        "<p hidden>x</p>",
        '<p style="color:red;display: none">x</p>',
        '<span aria-hidden="true">#</span>',
        '<div class="sharedaddy">Share this</div>',
        '<div class="jp-relatedposts">Related</div>',
        '<div class="post-views"><span>Post Views:</span> 1,600</div>',
        '<div class="page-links">Pages: <span>1</span> <a href="2/">2</a></div>',
        "<!-- a comment --><?pi?>",
        '<iframe src="about:blank"></iframe>',
    ],
)
def test_what_is_not_the_authors_stays_out(read_values, html):
    article = read_values(f"<p>Before.</p>{html}<p>After.</p>")
    assert article.body_text == article.body_markdown == "Before.\n\nAfter."
    assert "<p>Before.</p><p>After.</p>" in article.body_html.replace("\n", "")


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ('<img src="/a.png" alt=" An  image ">', Image(url="https://site.example/a.png", alt="An image")),
        ('<img src="data:x" data-src="/a.png">', Image(url="https://site.example/a.png")),
        ('<img src="data:x" data-lazy-src="/a.png">', Image(url="https://site.example/a.png")),
        ('<img srcset="/s.png 300w, /l.png 900w, /m.png 600w">', Image(url="https://site.example/l.png")),
        ('<img data-srcset="/s.png, /l.png 2x">', Image(url="https://site.example/l.png")),
        (
            '<figure><a href="/big"><img src="/a.png"></a><figcaption>Said <b>here</b></figcaption></figure>',
            Image(url="https://site.example/a.png", caption="Said here"),
        ),
        (
            '<div class="wp-caption"><img src="/a.png"><p class="wp-caption-text">Old way</p></div>',
            Image(url="https://site.example/a.png", caption="Old way"),
        ),
    ],
)
def test_images_are_found_where_they_really_lie(read_values, html, image):
    article = read_values(f"<p>x</p>{html}")
    assert article.images == (image,)
    assert f"]({image.url})" in article.body_markdown
    assert image.caption in article.body_text


def test_kept_html_is_safe_and_its_addresses_are_absolute(read_values):
    article = read_values(
        "<p onclick='x()' style='color:red' class=a>One <a href='/x' target=_blank>two</a>"
        "<a href='javascript:x()'>three</a><img src='/i.png' onerror='x()'></p><svg><script>x()</script></svg>"
    )
    assert article.body_html == (
        '<div><p>One <a href="https://site.example/x" rel="noopener noreferrer">two</a>'
        '<a rel="noopener noreferrer">three</a><img src="https://site.example/i.png"></p></div>'
    )


def test_what_a_rule_drops_is_out_of_all_three_forms(make_page, make_site):
    from extract.read import read_article  # noqa: PLC0415 - only here

    site = make_site('[fields]\nbody = [{ css = ".text", drop = [".related", "aside"] }]\n')
    page = make_page("<div class=text><p>Kept</p><aside>x</aside><div class=related>y</div></div>")
    article = read_article(page, site)
    assert (article.body_text, article.body_markdown, article.body_html) == ("Kept", "Kept", "<div><p>Kept</p></div>")
    assert page.tree.find(".//aside") is not None


def test_deep_nesting_within_the_limit_is_read_in_all_three_forms(read_values):
    article = read_values("<blockquote>" * 120 + "<b>" * 120 + "deep" + "</b>" * 120 + "</blockquote>" * 120)
    assert article.body_text == "deep"
    assert "deep" in article.body_html


def test_a_text_longer_than_any_article_is_refused_by_name(read_values):
    with pytest.raises(ExtractionError, match="more than 1,000,000 characters"):
        read_values("<p>" + "word " * 210_000)


def test_words_are_counted_in_any_script(read_values):
    assert read_values("<p>One, two: three — Ölçü dört.</p>").word_count == 5
