import pytest

from extract.dates.date_kind import date_kind


@pytest.mark.parametrize(
    ("before", "behind", "kind"),
    [
        ("Published ", "", "published"),
        ("Published 1 May, updated ", "", "updated"),
        ("", " güncellendi", "updated"),
        ("", " 更新", "updated"),
        ("Birt ", "", "published"),
        ("Uppfært ", "", "updated"),
        ("Deadline: ", "", "other"),
        ("Birthday ", "", ""),
        ("", "", ""),
    ],
)
def test_the_words_beside_a_date_say_what_it_is_of(before, behind, kind):
    assert date_kind(before, behind) == kind
