import pytest

from extract.body.markdown_data import html_of_markdown, is_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## At night\n\nIt rained.", "<h2>At night</h2><p>It rained.</p>"),
        ("# One #\ntwo\nthree", "<h1>One</h1><p>two three</p>"),
        (
            'See [the map](https://a.example/x_y_z "title").',
            '<p>See <a href="https://a.example/x_y_z">the map</a>.</p>',
        ),
        ("![The weir](/a.jpg)", '<p><img src="/a.jpg" alt="The weir"></p>'),
        ("**Late** and *early* and _so_ on", "<p><strong>Late</strong> and <em>early</em> and <em>so</em> on</p>"),
        ("snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>"),
        ("- one\n- two\n  goes on", "<ul><li>one</li><li>two goes on</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("> said he\n> and went", "<blockquote><p>said he and went</p></blockquote>"),
        ("```py\nif a < b:\n\n    c\n```\nafter", "<pre><code>if a &lt; b:\n\n    c</code></pre><p>after</p>"),
        ("a `b < c` d", "<p>a <code>b &lt; c</code> d</p>"),
        ("one\n\n---\n\ntwo", "<p>one</p><hr><p>two</p>"),
        (r"1\. no list \*no emphasis\*", "<p>1. no list *no emphasis*</p>"),
    ],
)
def test_markdown_becomes_html(text, expected):
    assert html_of_markdown(text) == expected


@pytest.mark.parametrize("text", ["# A\n\nb", "a\n## B", "See [b](/c).", "It was **late**.", "```\nx\n```"])
def test_a_sign_tells_markdown(text):
    assert is_markdown(text)


@pytest.mark.parametrize("text", ["#1 of all", "2 ** 3 ** 4", "a [sic] (b)", "- a\n- b", "* * *", "He said: > 3"])
def test_prose_is_no_markdown(text):
    assert not is_markdown(text)


@pytest.mark.parametrize("piece", ["**a ", "[a](", "![", "`a ", "_a*", "- \n", "> ", "```\n", "# ", "\\*"])
def test_markdown_takes_linear_time(piece):
    assert html_of_markdown(piece * 100_000)
