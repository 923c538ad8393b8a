"""Doctor tells what keeps people from being told, without a secret."""

from commentary.cli.doctor.notices import notice_findings


def found(data, *lines):
    (data / "settings.toml").write_text("\n".join(lines), "utf-8")
    return [(each.level, str(each)) for each in notice_findings(data)]


def test_who_names_nobody_is_fine_and_told_how_to(tmp_path):
    assert [each.level for each in notice_findings(tmp_path)] == ["fine"]
    assert found(tmp_path, 'contact = "me@a.example"')[0][0] == "fine"
    # Another examination tells of a file that cannot be read.
    assert found(tmp_path, "contact = 3") == []


def test_places_that_can_be_told_are_counted(tmp_path):
    places = 'to = ["json://127.0.0.1:9/secret", "mailto://a.example?from=a@b.example"]'
    told = [("fine", "2 places of settings.toml can be told, and a check is pinged.")]
    assert found(tmp_path, "[notify]", places, 'ping = "https://a.example/id"') == told


def test_a_mistake_in_an_address_is_told_without_the_secret(tmp_path):
    ((level, sentence),) = found(tmp_path, "[notify]", 'to = ["slak://secret/b/c"]')
    assert (level, "[notify] to, address 1 (slak://…): apprise cannot use this address" in sentence) == (
        "error",
        True,
    )
    assert "secret" not in sentence


def test_what_could_not_be_sent_is_told(tmp_path):
    (tmp_path / "notices.json").write_text("{", "utf-8")
    ((level, sentence),) = found(tmp_path, "[notify]", 'to = ["json://127.0.0.1:9/secret"]')
    assert (level, "notices.json cannot be read" in sentence) == ("warning", True)
