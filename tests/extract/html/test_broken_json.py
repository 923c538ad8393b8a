from time import process_time

import pytest

from extract.html.broken_json import MAX_DEPTH, MAX_VALUES, read_broken_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "so "called" b", "c": "d"}', {"a": 'so "called" b', "c": "d"}),
        (
            '{"a": "they said "yes", "no", or so", "c": "d"}',
            {"a": 'they said "yes", "no", or so', "c": "d"},
        ),
        ('{"a": "it ends "so""}', {"a": 'it ends "so"'}),
        ('{"a": ["the "old" pier", "a lamp"], "c": "d"}', {"a": ['the "old" pier', "a lamp"], "c": "d"}),
        ('{"a": "he said "when: now" twice", "c": "d"}', {"a": 'he said "when: now" twice', "c": "d"}),
    ],
)
def test_a_quotation_mark_ends_a_string_only_where_json_goes_on(text, value):
    assert read_broken_json(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "b": {"c": "d"}, "e": "half a sen', {"a": 1, "b": {"c": "d"}}),
        ('{"a": 1, "b": {"c": "d"', {"a": 1, "b": {"c": "d"}}),
        ('{"a": ["b", "c', {"a": ["b"]}),
        ('{"a": 1, "b', {"a": 1}),
        ('{"a": 1, "b":', {"a": 1}),
        ('{"a": "b\\', {}),
    ],
)
def test_of_a_text_that_is_cut_off_all_whole_values_are_read(text, value):
    assert read_broken_json(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "b",, "c": "d",}', {"a": "b", "c": "d"}),
        ('{"a": "b"\n"c": "d"}', {"a": "b", "c": "d"}),
        ('{"a": 1] , "c": "d"}', {"a": 1, "c": "d"}),
        ('{"a": [1, 2, "c": "d"}', {"a": [1, 2], "c": "d"}),
        ('{"a": 1, // as {"x": 2}\n /* and "y": 3 */ "c": "d"}', {"a": 1, "c": "d"}),
        ("{a: 'the boat's lamp', c: \"d\"}", {"a": "the boat's lamp", "c": "d"}),
        ('{"a": undefined, "b": {{ page.title }}, "c": "d"}', {"c": "d"}),
        ('{"a": true, "b": null, "c": -2.5e1, "e": 007}', {"a": True, "b": None, "c": -25.0, "e": 7}),
        ('{"a": "tab\tand\nline", "c": "d"}', {"a": "tab\tand\nline", "c": "d"}),
        (
            '{"a": "boat\\\'s \\u00e9\\ud83d\\ude80 \\n C:\\dam", "c": "d"}',
            {"a": "boat's é🚀 \n C:\\dam", "c": "d"},
        ),
        ('<p>{<br />\n"a": "b",<br />\n"c": "d"<br />\n}</p>', {"a": "b", "c": "d"}),
        ("{\u201ca\u201d: \u201cb\u201d, \u201cc\u201d: \u2033d\u2033}", {"a": "b", "c": "d"}),
        ("{&#8220;a&#8221;: &#8220;b &amp; c&#8221;}", {"a": "b & c"}),
        ('var data = {"a": "b"};', {"a": "b"}),
    ],
)
def test_marks_too_many_too_few_or_of_another_kind_hide_nothing_else(text, value):
    assert read_broken_json(text)[0] == value


def test_values_that_follow_one_another_are_all_read():
    assert read_broken_json('{"a": 1}{"b": 2},\n[{"c": 3}]') == [{"a": 1}, {"b": 2}, [{"c": 3}]]


def test_a_text_without_an_object_has_no_value():
    assert read_broken_json('"a": "b"') == []


def test_what_is_too_deep_or_too_much_is_passed_over():
    deep = read_broken_json('{"a":' * 1000 + "1" + "}" * 1000)[0]
    for _ in range(MAX_DEPTH):
        deep = deep["a"]
    assert deep == {}
    assert len(read_broken_json("[" + "1," * (2 * MAX_VALUES))[0]) == MAX_VALUES


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text",
    [
        '{"a":"' + '" ' * 500_000,
        '{"a":"' + '",' * 500_000,
        '{"a":"' + ('"' + " " * 199 + ",") * 5000,
        '{"a":"' + ('","' + "b" * 99) * 10_000,
        '{"a":' * 200_000,
        "{" + "[" * 1_000_000,
        "{" + "," * 1_000_000,
        "{" + "/*" * 500_000,
        "{" + "a " * 500_000,
        "{" + "<br>" * 250_000,
        "{{" * 500_000,
    ],
)
def test_the_time_is_linear_in_the_text(text):
    start = process_time()
    read_broken_json(text)
    assert process_time() - start < 2
