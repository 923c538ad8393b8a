import pytest

from crawler.operator import read_contact, user_agent
from extract.errors import CommentaryError


def test_the_environment_goes_before_the_folders_settings(tmp_path, monkeypatch):
    (tmp_path / "settings.toml").write_text('contact = "folder@example.org"', "utf-8")
    monkeypatch.delenv("COMMENTARY_CONTACT", raising=False)
    assert read_contact(tmp_path) == "folder@example.org"
    monkeypatch.setenv("COMMENTARY_CONTACT", "me@example.org")
    assert read_contact(tmp_path) == "me@example.org"


def test_a_folder_without_settings_has_no_contact(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMENTARY_CONTACT", "")
    assert read_contact(tmp_path) is None


def test_the_user_agent_says_who_asks():
    assert user_agent("https://example.org/me", ["example.org"]).startswith("CommentaryArchive/")
    assert user_agent("https://example.org/me", ["example.org"]).endswith(" (+https://example.org/me)")


def test_only_ones_own_machine_is_asked_without_saying_so():
    assert "+" not in user_agent(None, ["127.0.0.1:8000", "localhost"])
    with pytest.raises(CommentaryError, match="COMMENTARY_CONTACT"):
        user_agent(None, ["127.0.0.1:8000", "example.org"])
