from dataclasses import fields

from extract.article import Article
from extract.profile.converters import COMPUTED, FIELDS, SPECIAL


def test_every_field_of_an_article_is_read_by_rules_or_is_computed():
    names = {field.name for field in fields(Article)}
    assert set(FIELDS) - {"body"} == names - COMPUTED
    assert names >= COMPUTED
    assert names | {"body"} >= set(SPECIAL)


def test_the_body_is_read_first_and_the_others_in_alphabetical_order():
    assert list(FIELDS) == ["body", *sorted(set(FIELDS) - {"body"})]
