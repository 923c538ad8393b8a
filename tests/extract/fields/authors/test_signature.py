# ruff: noqa: RUF001 - dashes as authors write them
"""The last line of a text, alone, names who signs it."""

import pytest

AUTHORS = {
    "<p>Institute for Salt Research</p>": "Institute for Salt Research",
    "<p><em>The Orlo Salt Council</em></p>": "The Orlo Salt Council",
    "<p>By the Institute for Salt Research</p>": "Institute for Salt Research",
    "<p>— Orlo Historical Society</p>": "Orlo Historical Society",
    "<p>Institut für Salzforschung</p>": "Institut für Salzforschung",
    "<p>Redaktion Die Saline</p>": "Redaktion Die Saline",
    "<p>Observatoire du sel</p>": "Observatoire du sel",
    "<p>– Ada Finch</p>": "Ada Finch",
    "<p><em>Ada Finch</em></p>": "Ada Finch",
    "<p style='text-align: right'>Ada Finch</p>": "Ada Finch",
}
NOBODY = [
    "<p>Port Orlo</p>",
    "<p>The End</p>",
    "<p>Visit Our Museum</p>",
    "<p>The Institute for Salt Research has closed.</p>",
    "<h3>Institute for Salt Research</h3><p>It was founded in the year of the great rain, nobody knows by whom.</p>",
    "<blockquote><p>Salt is patience, and patience is all there is to it.</p><p>— Ada Finch</p></blockquote>",
    "<p><a href=/institute/>Institute for Salt Research</a></p>",
    "<ul><li>Institute for Salt Research</li></ul>",
    "<p><em>See you at the pans</em></p>",
]


@pytest.mark.parametrize("line", AUTHORS)
def test_the_last_line_of_a_text_is_who_signs_it(read_essay, line):
    assert read_essay(end=line, author="").authors == (AUTHORS[line],)


@pytest.mark.parametrize("line", NOBODY)
def test_another_last_line_is_no_signature(read_essay, line):
    assert read_essay(end=line, author="").authors == ()


@pytest.mark.parametrize("line", AUTHORS)
def test_a_byline_goes_before_the_last_line(read_essay, line):
    assert read_essay(end=line).authors == ("Ida Marsh",)
