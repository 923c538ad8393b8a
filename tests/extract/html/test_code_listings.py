"""Listings as the highlighters write them; each `FULL` has the same three lines of code."""

from time import process_time

import pytest
from lxml import etree

from extract.html.code_listings import merge_code_listings
from extract.html.parse import parse_html

# Of one core, for a page of the largest size that is read.
MAX_SECONDS = 5
FULL = "tide = 4\n\nif tide:\n    moor(42)"
LINES = FULL.split("\n")
BROKEN = FULL.replace("\n", "<br>")
# Numbers of lines, as text and in elements.
NUMBERS = "1\n2\n3\n4\n"
ROUGE = (
    '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
    '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">{NUMBERS}</pre></td>'
    '<td class="rouge-code"><pre><span class="n">tide</span> = 4\n\nif tide:\n    moor(42)\n</pre></td></tr></tbody>'
    "</table></code></pre></div></div>"
).replace("{NUMBERS}", NUMBERS)
ROUGE_BY_LINE = "".join(
    f'<tr id="line-{number}" class="lineno"><td class="rouge-gutter gl"><pre>{number}</pre></td>'
    f'<td class="rouge-code"><pre>{line}\n</pre></td></tr>'
    for number, line in enumerate(LINES, 1)
)
HEXO = (
    '<figure class="highlight python"><table><tr><td class="gutter"><pre>'
    + "".join(f'<span class="line">{number}</span><br>' for number in range(1, 5))
    + '</pre></td><td class="code"><pre>'
    + "".join(f'<span class="line">{line}</span><br>' for line in LINES)
    + "</pre></td></tr></table></figure>"
)
HUGO = (
    '<div class="highlight"><div class="chroma">\n<table class="lntable"><tr><td class="lntd">\n<pre tabindex="0"><code>'
    + "".join(f'<span class="lnt">{number}\n</span>' for number in range(1, 5))
    + '</code></pre></td>\n<td class="lntd">\n<pre tabindex="0" class="chroma"><code class="language-python">'
    + "".join(f'<span class="line"><span class="cl">{line}\n</span></span>' for line in LINES)
    + "</code></pre></td></tr></table>\n</div></div>"
)
HUGO_WITHOUT_CLASSES = (
    '<div class="highlight"><div style="color:#f8f8f2"><table style="border-spacing:0"><tr><td style="padding:0">'
    "<pre><code>"
    + "".join(f'<span style="white-space:pre;user-select:none">{number}\n</span>' for number in range(1, 5))
    + f'</code></pre></td><td style="width:100%"><pre><code data-lang="py">{FULL}</code></pre></td></tr></table></div></div>'
)
HUGO_INLINE = (
    '<div class="highlight"><pre class="chroma"><code>'
    + "".join(
        f'<span class="line"><span class="ln">{number}</span><span class="cl">{line}\n</span></span>'
        for number, line in enumerate(LINES, 1)
    )
    + "</code></pre></div>"
)
PYGMENTS = (
    '<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre><span class="normal">1</span>\n'
    '<span class="normal">2</span>\n<span class="normal">3</span>\n<span class="normal">4</span></pre></div></td>'
    f'<td class="code"><div class="highlight"><pre><span></span><code>{FULL}\n</code></pre></div></td></tr></table>'
)
CRAYON = (
    '<div class="crayon-syntax"><div class="crayon-toolbar"><span class="crayon-title"></span><div class="crayon-tools">'
    '<span class="crayon-language">Python</span></div></div><div class="crayon-plain-wrap"><textarea readonly>'
    f'{FULL}</textarea></div><div class="crayon-main"><table class="crayon-table"><tr class="crayon-row">'
    '<td class="crayon-nums"><div class="crayon-nums-content">'
    + "".join(f'<div class="crayon-num">{number}</div>' for number in range(1, 5))
    + '</div></td><td class="crayon-code"><div class="crayon-pre">'
    + "\n".join(f'<div class="crayon-line"><span>{line or "&nbsp;"}</span></div>' for line in LINES)
    + "</div></td></tr></table></div></div>"
)
SYNTAX_HIGHLIGHTER = (
    '<div class="syntaxhighlighter python"><div class="toolbar"><span><a href="#" class="toolbar_item help">?</a></span>'
    '</div><table><tbody><tr><td class="gutter">'
    + "".join(f'<div class="line number{number} index{number - 1} alt1">{number}</div>' for number in range(1, 5))
    + '</td><td class="code"><div class="container">'
    + "".join(
        f'<div class="line number{number} alt2"><code class="python plain">{line or "&nbsp;"}</code></div>'
        for number, line in enumerate(FULL.replace(" " * 4, "&nbsp;" * 4).split("\n"), 1)
    )
    + "</div></td></tr></tbody></table></div>"
)
GITHUB = (
    '<table class="highlight tab-size js-file-line-container">'
    + "".join(
        f'<tr><td id="L{number}" class="blob-num js-line-number" data-line-number="{number}"></td>'
        f'<td id="LC{number}" class="blob-code blob-code-inner js-file-line">{line}\n</td></tr>'
        for number, line in enumerate(LINES, 1)
    )
    + "</table>"
)
HIGHLIGHT_JS = (
    '<pre><code class="hljs"><table class="hljs-ln"><tbody>'
    + "".join(
        f'<tr><td class="hljs-ln-line hljs-ln-numbers"><div class="hljs-ln-n" data-line-number="{number}"></div></td>'
        f'<td class="hljs-ln-line hljs-ln-code" data-line-number="{number}">{line}</td></tr>'
        for number, line in enumerate(LINES, 1)
    )
    + "</tbody></table></code></pre>"
)
HIGHLIGHT_JS_TABLE = HIGHLIGHT_JS.removeprefix('<pre><code class="hljs">').removesuffix("</code></pre>")
NUMBERED_TABLE = HIGHLIGHT_JS_TABLE
for at in range(1, len(LINES) + 1):
    NUMBERED_TABLE = NUMBERED_TABLE.replace(f'data-line-number="{at}"></div>', f'data-line-number="{at}">{at}</div>')
PRETTIFY = (
    '<pre class="prettyprint linenums"><ol class="linenums">\n'
    + "\n".join(f'<li class="L{number}"><span class="pln">{line}</span></li>' for number, line in enumerate(LINES))
    + "</ol></pre>"
)
CODE_COLORER = (
    '<div class="codecolorer-container text"><table><tbody><tr><td class="line-numbers"><div>1<br />2<br />3<br />4<br />'
    f'</div></td><td><div class="text codecolorer">{BROKEN}</div></td></tr></tbody></table></div>'
)
VITEPRESS = (
    '<div class="language-py line-numbers-mode"><button title="Copy Code" class="copy"></button><span class="lang">py'
    f'</span><pre class="shiki"><code>{FULL}</code></pre><div class="line-numbers-wrapper" aria-hidden="true">'
    + "".join(f'<span class="line-number">{number}</span><br>' for number in range(1, 5))
    + "</div></div>"
)
EXPRESSIVE = (
    '<div class="expressive-code"><figure class="frame"><pre><code>'
    + "".join(
        f'<div class="ec-line"><div class="gutter"><div class="ln" aria-hidden="true">{number}</div></div>'
        f'<div class="code">{line}</div></div>'
        for number, line in enumerate(LINES, 1)
    )
    + "</code></pre></figure></div>"
)
REACT = (
    "<pre><code>"
    + "".join(
        f'<span class="linenumber react-syntax-highlighter-line-number">{number}</span><span>{line}\n</span>'
        for number, line in enumerate(LINES, 1)
    )
    + "</code></pre>"
)
PRISM = (
    f'<div class="code-toolbar"><pre class="line-numbers"><code>{FULL}<span aria-hidden="true" class="line-numbers-rows">'
    '<span></span><span></span></span></code></pre><div class="toolbar"><div class="toolbar-item"><span>Python</span></div>'
    '<div class="toolbar-item"><button><span>Copy</span></button></div></div></div>'
)
DOCUSAURUS = (
    '<div class="language-py codeBlockContainer_x"><div class="codeBlockContent_y"><pre><code class="codeBlockLines_z">'
    + "".join(f'<span class="token-line"><span class="token plain">{line}</span><br></span>' for line in LINES)
    + '</code></pre><div class="buttonGroup_q"><button><span>Copy</span></button></div></div></div>'
)
MINIFIED = "<pre><code>" + "".join(f'<span class="line">{line}</span>' for line in LINES) + "</code></pre>"
WITH_BR = f"<pre>{BROKEN}</pre>"
COPY_WITHIN = f'<pre><button class="copy-code">Copy</button><code>{FULL}</code></pre>'
GITHUB_README = (
    f'<div class="highlight highlight-source-python"><pre>{FULL}</pre><div class="zeroclipboard-container">'
    "<clipboard-copy>Copy</clipboard-copy></div></div>"
)

LISTINGS = {
    "Rouge": ROUGE,
    "Rouge, a row for each line": f'<table class="rouge-line-table"><tbody>{ROUGE_BY_LINE}</tbody></table>',
    "Hexo": HEXO,
    "Hugo": HUGO,
    "Hugo without classes": HUGO_WITHOUT_CLASSES,
    "Hugo, numbers in the line": HUGO_INLINE,
    "Pygments": PYGMENTS,
    "Crayon": CRAYON,
    "SyntaxHighlighter": SYNTAX_HIGHLIGHTER,
    "GitHub's table": GITHUB,
    "highlight.js with numbers": HIGHLIGHT_JS,
    "highlight.js without a pre": HIGHLIGHT_JS_TABLE,
    "highlight.js without a pre, numbers as text": NUMBERED_TABLE,
    "highlight.js in code alone": f"<code class=hljs>{HIGHLIGHT_JS_TABLE}</code>",
    "highlight.js in a figure": f"<figure class=highlight>{NUMBERED_TABLE}</figure>",
    "google-code-prettify": PRETTIFY,
    "CodeColorer": CODE_COLORER,
    "VitePress": VITEPRESS,
    "Expressive Code": EXPRESSIVE,
    "react-syntax-highlighter": REACT,
    "Prism with a toolbar": PRISM,
    "Docusaurus": DOCUSAURUS,
    "lines that CSS ends": MINIFIED,
    "br in a pre": WITH_BR,
    "a button in the pre": COPY_WITHIN,
    "GitHub's README": GITHUB_README,
}


def merged(html):
    source = f"<html><body>{html}</body></html>"
    tree = parse_html("https://site.example/", source.encode(), lambda: source)
    return tree.find("body")


def as_lines(pre):
    return "\n".join(line.rstrip() for line in "".join(pre.itertext()).strip("\n").split("\n"))


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_is_one_pre_without_line_numbers_and_toolbars(name):
    body = merged(f"<p>Before</p>{LISTINGS[name]}<p>Behind</p>")
    pres = list(body.iter("pre"))
    assert [as_lines(pre) for pre in pres] == [FULL]
    shown = [text for text in body.itertext() if text.strip()]
    for textarea in body.iter("textarea"):
        shown.remove(textarea.text)
    assert "".join("".join(shown).split()) == "".join(f"Before{FULL}Behind".split())


def test_the_name_of_the_file_above_a_listing_stays():
    table = PYGMENTS.replace("<tr>", '<tr><th colspan="2" class="filename">moor.py</th></tr><tr>', 1)
    body = merged(table)
    assert [(element.tag, element.text) for element in body] == [("div", "moor.py"), ("pre", FULL)]


# What looks alike and is none: the tree is not changed.
ALIKE = {
    "a table of data": "<table><tr><td>1</td><td>Osmere</td></tr><tr><td>2</td><td>Holm</td></tr></table>",
    "steps with a command each": "<table><tr><td>1</td><td><pre>make</pre></td></tr><tr><td>2</td><td><pre>ls</pre></td></tr></table>",
    "commands and their output": "<table><tr><td><pre>ls</pre></td><td><pre>a b</pre></td></tr></table>",
    "years in a pre": "<table><tr><td><pre>1962\n1970</pre></td><td><pre>built\nsold</pre></td></tr></table>",
    "numbered verses": '<table class="poem"><tr><td class="line-number">5</td><td>The lamp is low</td></tr></table><pre>x</pre>',
    "a table of words beside a hint": '<table class="scores"><tr><td>1</td><td>Orlo</td></tr></table><p class="hljs-ln">x</p>',
    "a page's text in an unclosed pre": "<pre>code<p>A paragraph<br>of two lines</p><div>and more</div></pre>",
    "links in a pre": '<pre>see <a href="/quay">the quay</a>\nand <b>moor</b></pre>',
    "digits in code": '<pre><code>moor(<span class="hljs-number">42</span>)\n<span class="token number">7</span></code></pre>',
    "a button beside a text": '<div class="box"><p>Text</p><button>Copy</button></div><pre>x</pre>',
    "a line of text beside code": '<div class="highlight"><pre>x</pre><p class="lang">In words.</p></div>',
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_looks_like_a_listing_stays_as_it_is(name):
    source = f"<html><body>{ALIKE[name]}</body></html>"
    before = etree.tostring(etree.HTML(source).find("body"))
    assert etree.tostring(merged(ALIKE[name])) == before


def test_a_link_in_a_pre_with_line_breaks_stays_a_link():
    pre = merged('<pre>see <a href="/quay">the quay</a><br>and moor</pre>')[0]
    assert "".join(pre.itertext()) == "see the quay\nand moor"
    assert pre.find("a").get("href") == "/quay"


def test_a_page_without_a_listing_is_not_searched():
    tree = etree.HTML('<table><tr><td class="lineno">1</td><td class="code">x</td></tr></table>')
    before = etree.tostring(tree)
    merge_code_listings(tree, "<table>")
    assert etree.tostring(tree) == before


BOMBS = {
    "line breaks": "<pre>" + "x<br>" * 38_000 + "</pre>",
    "lines": "<pre>" + "<div class=line></div>" * 19_000 + "</pre>",
    "nested listings": "<pre>" * 380 + "<div>x</div>" * 18_000 + "</pre>" * 380,
    "listings in one wrapper": "<div class=code>" + "<pre>x</pre>" * 19_000 + "</div>",
    "nested line numbers": "<pre>" + "<span class=ln>" * 380 + "1" * 5_000_000 + "x" + "</span>" * 380 + "</pre>",
    "rows": "<table>" + "<tr><td class=lineno>1</td><td class=code><pre>x</pre></td></tr>" * 4_900 + "</table>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_many_and_nested_listings_take_no_longer_than_their_size(name):
    start = process_time()
    merged(BOMBS[name])
    assert process_time() - start < MAX_SECONDS


def test_many_first_letters_take_no_longer_than_their_number():
    start = process_time()
    merged("<p>" + "<span aria-hidden=true>a</span><span>a</span>" * 9_500 + "</p>")
    merged("<p>" + "<span aria-hidden=true>" * 380 + "ab " * 2_000_000 + "</span>" * 380 + "</p>")
    assert process_time() - start < MAX_SECONDS
