import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.settings import change_settings, load_settings
from extract.errors import CommentaryError

COMMENTED = """# Ours.
contact = "me@example.org" # in each request

[notify]
to = [
  "mailto://a@example.org", # her
]

# The last words.
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.toml"


def test_a_value_is_set_and_the_rest_stays_as_it_was(file, tmp_path):
    file.write_text(COMMENTED, "utf-8")
    change_settings(tmp_path, {("schedule", "demo"): "6h", ("", "contact"): "you@example.org"})
    expected = COMMENTED.replace("me@", "you@") + '\n[schedule]\ndemo = "6h"\n'
    assert file.read_text("utf-8") == expected
    change_settings(tmp_path, {("schedule", "demo"): "1d"})
    assert file.read_text("utf-8") == expected.replace("6h", "1d")


def test_a_list_is_set_too(file, tmp_path):
    change_settings(tmp_path, {("notify", "to"): ["mailto://a@example.org"]})
    assert file.read_text("utf-8") == '[notify]\nto = ["mailto://a@example.org"]\n'


@pytest.mark.parametrize(
    "before",
    [
        None,
        'contact = "x"\n',
        COMMENTED,
        '[schedule] # when\n# why\nother = "1d" # slow\n\n[notify]\nto = []\n',
        'schedule.other = "1d"\n',
        'schedule = { other = "1d" }\n',
        "# Nothing yet.\n",
    ],
)
def test_what_is_set_and_removed_leaves_no_trace(file, tmp_path, before):
    if before is not None:
        file.write_text(before, "utf-8")
    change_settings(tmp_path, {("schedule", "demo"): "6h"})
    assert "demo" in load_settings(tmp_path).schedule
    change_settings(tmp_path, {("schedule", "demo"): None})
    assert (file.read_text("utf-8") if file.exists() else None) == before
    assert [path.name for path in tmp_path.iterdir()] == ([file.name] if before is not None else [])


def test_what_is_not_there_can_be_removed(file, tmp_path):
    change_settings(tmp_path, {("schedule", "demo"): None, ("", "contact"): None})
    assert not file.exists()


@pytest.mark.parametrize(("key", "value"), [("demo", "soon"), ("demo", "1s")])
def test_what_would_be_no_settings_is_not_written(file, tmp_path, key, value):
    file.write_text(COMMENTED, "utf-8")
    with pytest.raises(CommentaryError, match=r"settings\.toml: \[schedule\] demo: "):
        change_settings(tmp_path, {("schedule", key): value})
    assert file.read_text("utf-8") == COMMENTED


def test_a_file_that_is_wrong_already_is_left_to_its_owner(file, tmp_path):
    file.write_text('schedule = "6h"\n', "utf-8")
    with pytest.raises(CommentaryError, match=r"schedule: must be a table"):
        change_settings(tmp_path, {("schedule", "demo"): "6h"})
    assert file.read_text("utf-8") == 'schedule = "6h"\n'


def test_a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode(file, tmp_path):
    change_settings(tmp_path, {("", "contact"): "me@example.org"})
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o664)
    change_settings(tmp_path, {("", "contact"): "you@example.org"})
    assert file.stat().st_mode & 0o777 == 0o664


def test_a_link_keeps_leading_to_its_file(file, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    file.symlink_to("elsewhere/real.toml")
    change_settings(tmp_path, {("", "contact"): "me@example.org"})
    assert file.is_symlink()
    assert (tmp_path / "elsewhere" / "real.toml").read_text("utf-8") == 'contact = "me@example.org"\n'


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co", "Cf")), min_size=1))
def test_any_name_of_a_site_comes_back(tmp_path_factory, name):
    data = tmp_path_factory.mktemp("data")
    change_settings(data, {("schedule", name): "6h"})
    assert list(tomllib.loads((data / "settings.toml").read_text("utf-8"))["schedule"]) == [name]
    change_settings(data, {("schedule", name): None})
    assert list(data.iterdir()) == []
