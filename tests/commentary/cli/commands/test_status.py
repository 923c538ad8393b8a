"""`commentary status` of an archive in which nothing was crawled yet."""

import json

from click.testing import CliRunner

from archive.store import Archive
from commentary.cli.main import cli


def test_an_archive_without_sites_tells_of_its_disk(tmp_path):
    Archive.open(tmp_path).close()
    told = json.loads(CliRunner().invoke(cli, ["status", "--json", "--data", str(tmp_path)]).output)
    assert told["site"] is None
    assert told["disk"]["free"] > 0
    assert told["disk"]["bytes_a_day"] is None
