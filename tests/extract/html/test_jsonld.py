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


@pytest.mark.parametrize("script", ["", "{", '{"@type": "Article', '{"@type": Article,}', "nothing of the kind"])
def test_a_script_that_is_no_json_says_nothing(script):
    assert linked_data([script]) == ()


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "about": "Where "early" is, "late" is", "headline": "Ports, ]"}',
        '{"@type": "Article", "headline": "Ports, ]", "articleBody": "The harbour has',
        '{"@type": "Article", "headline": "Ports, ]", "author": {"@type": "Person", "name": "Ca',
        '{"@type": "Organization"}\n{"@type": "Article", "headline": "Ports, ]"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Ports, ]&quot;}",
        '<!--//--><![CDATA[//><!--\n{"@type": "Article", "headline": "Ports, ]",}\n//--><!]]>',
    ],
)
def test_of_a_broken_script_the_headline_is_read(script):
    article = next(node for node in linked_data([script]) if node["@type"] == "Article")
    assert article["headline"] == "Ports, ]"
