import pytest

from extract.html.jsonld import linked_data


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "headline": "Ports, ]"}',
        '{"@type": "Article", "headline": "Ports, ]", }',
        '[{"@type": "Article", "headline": "Ports, ]",\n},\n]',
        '/*<![CDATA[*/{"@type": "Article", "headline": "Ports, ]"}/*]]>*/',
        '//<![CDATA[\n{"@type": "Article", "headline": "Ports, ]"}\n//]]>',
        '<!-- {"@type": "Article", "headline": "Ports, ]"} -->;',
    ],
)
def test_an_object_is_read_though_a_template_wrapped_it_or_left_a_comma_behind(script):
    assert linked_data([script]) == ({"@type": "Article", "headline": "Ports, ]"},)


@pytest.mark.parametrize("script", ["", "{", '{"@type": "Article",, }', '{"@type": "Article', '{"@type": Article,}'])
def test_a_script_that_is_no_json_says_nothing(script):
    assert linked_data([script]) == ()
