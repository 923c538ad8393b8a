"""What the tests of forgetting share: to forget something in a data folder, as the command does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.forget import carry_out, leftovers_of, plan_of_site, plan_of_url, scan
from archive.store import Archive
from archive.warc import Forgotten, make_id

Forget = Callable[..., Forgotten]


@pytest.fixture
def forget() -> Forget:
    """Forget a URL or a site in a data folder, as the command does."""

    def carry(data: Path, target: str, sites=None) -> Forgotten:
        with Archive.open(data) as archive:
            tables, tombstone = archive.tables, make_id()
            if "://" in target:
                plan = plan_of_url(tables.db, tables.warc_folder, target, tables.tombstones)
            else:
                plan = plan_of_site(tables.db, target, tables.tombstones)
            found = scan(tables.db, tables.warc_folder, plan, tombstone=tombstone)
            assert found.unsearched == []
            forgotten = carry_out(
                tables,
                plan,
                found,
                tombstone=tombstone,
                reason="a court",
                by="ops@x.example",
                leftovers=["frontier.db"],
            )
            for _ in archive.read_unread(sites or {}):
                pass
            assert list(leftovers_of(tables, plan, found)) == []
        return forgotten

    return carry
