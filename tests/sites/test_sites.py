from pathlib import Path

import pytest

import sites
from extract.errors import ProfileError
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article

MINE = 'title = "Mine"\nhosts = ["mine.example"]\ntimezone = "UTC"\n'


def test_shipped_sites_are_found_by_name():
    assert sites.load_sites()["geopolist"].hosts == ("geopolist.io",)
    assert sites.load_site("geopolist") == sites.load_sites()["geopolist"]


def test_a_users_own_profile_goes_before_the_shipped_one(tmp_path):
    (tmp_path / "geopolist.toml").write_text(MINE, "utf-8")
    assert sites.load_site("geopolist", tmp_path).title == "Mine"
    assert sites.load_sites(tmp_path)["geopolist"].title == "Mine"


def test_the_first_folder_wins(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.toml").write_text(MINE.replace("Mine", name), "utf-8")
    assert sites.load_site("mine", tmp_path / "one", tmp_path / "two").title == "one"


def test_defaults_examples_and_hidden_files_are_no_sites(tmp_path):
    for name in ("_draft.toml", ".mine.toml", "notes.txt"):
        (tmp_path / name).write_text("not TOML", "utf-8")
    (tmp_path / "folder.toml").mkdir()
    assert sorted(sites.load_sites(tmp_path, tmp_path / "missing")) == ["geopolist"]


def test_an_unknown_site_is_refused_with_the_names_that_are_near(tmp_path):
    (tmp_path / "mine.toml").write_text(MINE, "utf-8")
    with pytest.raises(ProfileError, match="did you mean geopolist"):
        sites.load_site("geopolis", tmp_path)
    with pytest.raises(ProfileError, match=r"write one of geopolist, mine, or have its profile .*xyz\.toml"):
        sites.load_site("xyz", tmp_path)


def test_one_broken_profile_does_not_stop_another_but_all_of_them_together(tmp_path):
    (tmp_path / "broken.toml").write_text("title = 1", "utf-8")
    assert sites.load_site("geopolist", tmp_path).name == "geopolist"
    with pytest.raises(ProfileError, match=r"broken\.toml"):
        sites.load_sites(tmp_path)


def test_each_profile_is_told_whether_it_is_broken_or_not(tmp_path):
    (tmp_path / "broken.toml").write_text("title = 1", "utf-8")
    broken, shipped, *others = sites.load_each(tmp_path)
    assert "broken.toml" in str(broken)
    assert (shipped.name, others) == ("geopolist", [])


def test_a_profile_that_is_no_text_is_refused_by_its_file(tmp_path):
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match=r"odd\.toml: file: cannot be read"):
        sites.load_site("odd", tmp_path)


@pytest.mark.parametrize("name", ["_example", "geopolist"])
def test_the_examples_of_a_shipped_profile_are_read_as_it_says(name):
    text = (sites.SHIPPED / f"{name}.toml").read_text("utf-8")
    site = parse_site(name.strip("_"), text, defaults=sites.load_defaults())
    assert site.examples
    for example in site.examples:
        body = Path(sites.SHIPPED / example.page).read_bytes()
        at = example.expected["published_at"].replace(year=2026, month=12)
        article = read_article(Page(url="file:///x.html", fetched_at=at, content_type="text/html", body=body), site)
        found = {field: getattr(article, field) for field in example.expected}
        expected = {
            key: tuple(value) if isinstance(value, list) else value for key, value in example.expected.items()
        }
        assert found == expected
