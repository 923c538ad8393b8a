import os

import pytest

PROFILE = 'title = "{name}"\nhosts = ["{host}"]\ntimezone = "UTC"\n'
SETTINGS = '# Ours.\ncontact = "me@example.org" # in each request\n'


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "data"
    (data / "sites").mkdir(parents=True)
    for name, host in (("one", "127.0.0.1:8001"), ("two", "localhost"), ("public", "example.org")):
        (data / "sites" / f"{name}.toml").write_text(PROFILE.format(name=name, host=host), "utf-8")
    return data


@pytest.fixture
def schedule(commentary, folder, machine):
    return lambda *words: commentary("schedule", *words, "--data", folder, **machine.environment)


def settings(folder):
    file = folder / "settings.toml"
    return file.read_text("utf-8") if file.exists() else None


def test_an_interval_is_written_and_shown_and_nothing_is_installed(schedule, folder, machine):
    said = schedule("one", "two", "--every", "90 minutes", "--cron")
    assert said.returncode == 0, said.stderr
    assert settings(folder) == '[schedule]\none = "90m"\ntwo = "90m"\n'
    assert "one: every 90m, never crawled, due now" in said.stdout
    assert "nothing starts `commentary run`" in said.stdout
    assert f"run --data {folder}" in said.stdout
    assert (machine.crontab, machine.files()) == (None, {})


def test_another_interval_takes_the_place_of_the_first(schedule, folder):
    schedule("one", "--every", "6h", "--cron")
    schedule("one", "--every", "1 week", "--cron")
    assert settings(folder) == '[schedule]\none = "1w"\n'


@pytest.mark.parametrize("kind", ["--cron", "--systemd", "--launchd"])
def test_what_is_installed_is_removed_with_the_last_site_and_leaves_no_trace(schedule, folder, machine, kind):
    (folder / "settings.toml").write_text(SETTINGS, "utf-8")
    machine.crontab = "5 4 * * * /bin/backup\n"
    said = schedule("one", "two", "--every", "6h", kind, "--user", "--install")
    assert said.returncode == 0, said.stderr
    installed = machine.crontab, machine.files()
    assert installed != ("5 4 * * * /bin/backup\n", {})
    assert f"started by {kind[2:]}" in schedule("--user").stdout
    assert schedule("one", "--remove", "--user").returncode == 0
    assert (machine.crontab, machine.files()) == installed
    said = schedule("two", "--remove", "--user")
    assert said.returncode == 0, said.stderr
    assert (machine.crontab, machine.files()) == ("5 4 * * * /bin/backup\n", {})
    assert settings(folder) == SETTINGS


def test_the_timer_alone_can_be_removed_and_installed_again(schedule, folder, machine):
    schedule("one", "--every", "6h", "--systemd", "--user", "--install")
    files = machine.files()
    assert schedule("--remove", "--user").returncode == 0
    assert (machine.files(), settings(folder)) == ({}, '[schedule]\none = "6h"\n')
    assert "nothing is installed" in schedule("--remove", "--user").stdout
    assert schedule("--systemd", "--user", "--install").returncode == 0
    assert machine.files() == files


def test_where_nothing_starts_others_the_interval_is_written_all_the_same(commentary, folder, machine):
    without = machine.environment | {"PATH": str(machine.home)}
    said = commentary("schedule", "one", "--every", "6h", "--data", folder, **without)
    assert (said.returncode, settings(folder)) == (0, '[schedule]\none = "6h"\n')
    assert "this machine has neither systemd nor cron" in said.stdout
    said = commentary("schedule", "--install", "--data", folder, **without)
    assert (said.returncode, "this machine has neither systemd nor cron" in said.stderr) == (1, True)


def test_what_the_machine_starts_must_know_whom_to_name(schedule, folder, machine):
    said = schedule("public", "--every", "6h", "--cron", "--install")
    assert said.returncode == 1
    assert "settings.toml: write contact" in said.stderr
    assert machine.crontab is None
    (folder / "settings.toml").write_text(SETTINGS + '[schedule]\npublic = "6h"\n', "utf-8")
    assert schedule("--cron", "--install").returncode == 0
    assert machine.crontab is not None


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["one"], 2, "give the interval with --every"),
        (["--every", "6h"], 2, "--every is for sites that are to be scheduled"),
        (["one", "--every", "soon"], 2, "'soon' is not a duration"),
        (["one", "--every", "1m"], 2, "'1m' is out of range"),
        (["one", "--every", "6h", "--remove"], 2, "--every is for sites that are to be scheduled"),
        (["nowhere", "--every", "6h"], 1, "no such site"),
        (["one", "--remove"], 1, "one is not scheduled in"),
        ([], 1, "no site is scheduled in"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(schedule, folder, *, words, code, told):
    said = schedule(*words)
    assert (said.returncode, told in said.stderr, settings(folder)) == (code, True, None), said.stderr


def test_a_site_whose_profile_is_gone_can_be_unscheduled(schedule, folder):
    schedule("one", "--every", "6h", "--cron")
    (folder / "sites" / "one.toml").unlink()
    assert schedule("one", "--remove").returncode == 0
    assert settings(folder) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone has a timer of the machine by default")
def test_root_is_shown_a_timer_of_the_whole_machine(schedule):
    assert "# /etc/systemd/system/commentary-data-" in schedule("one", "--every", "6h", "--systemd").stdout
    assert "/.config/systemd/user/commentary-data-" in schedule("--systemd", "--user").stdout
