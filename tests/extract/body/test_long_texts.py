"""Long texts are parted for the sanitiser, and come out of it whole."""

import nh3
import pytest
from lxml import html

from extract.body.long_texts import MAX_ATTRIBUTE, MAX_PART, to_html

WORDS = "salt &amp; pepper\xa0"


@pytest.mark.parametrize("size", [MAX_PART // 20, MAX_PART, 3 * MAX_PART])
def test_the_sanitiser_gives_a_text_of_any_length_as_it_was(size):
    words = WORDS * (size // 10)
    source = f"<div>{words}<p>{words}<b>{words}</b>{words}<i>x</i>{words}</p>{words}<pre>{words}</pre>{words}</div>"
    tree = html.fromstring(source)
    assert nh3.clean(to_html(tree)) == nh3.clean(source)
    assert html.tostring(tree) == html.tostring(html.fromstring(source))


def test_an_attribute_that_is_too_long_is_left_out():
    tree = html.fromstring(f"<p><a href='/x' title='{'&nbsp;' * (MAX_ATTRIBUTE + 1)}'>x</a></p>")
    assert to_html(tree) == '<p><a href="/x">x</a></p>'
