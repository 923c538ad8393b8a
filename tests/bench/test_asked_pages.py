"""Each address that `bench/pages.py` measures is one that the server knows."""

import asyncio

import pytest

from archive.web.server import open_datasette
from asked_pages import asked_pages
from made_archive import make_archive

# The archive is made in worker processes.
pytestmark = pytest.mark.slow

# Their addresses are tested with the queries, and exports are written by processes of their own.
ELSEWHERE = ("query ", "export ")
LED_ON = {301, 302}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    make_archive(folder, 120, 3, lambda _: None)
    return folder


@pytest.fixture(scope="module")
def pages(folder):
    return [page for page in asked_pages(folder, 1) if not page.name.startswith(ELSEWHERE)]


def test_each_page_is_answered(folder, pages):
    with open_datasette(folder) as datasette:

        async def ask(address):
            return (await datasette.client.get(address)).status_code

        found = {page.name: asyncio.run(ask(page.addresses[0])) for page in pages}
    expected = {name for name in found if name.startswith("unknown ")}
    assert {name for name, status in found.items() if status == 404} == expected
    assert {status for name, status in found.items() if name not in expected} <= {200, *LED_ON}


def test_every_kind_of_page_is_there(pages):
    names = {page.name for page in pages}
    assert {"home", "table articles, site", "route /-/sites", "search, cites", "search.atom, edits"} <= names
    assert {f"route /-/{kind}/(?P<name>.+)" for kind in ("site", "author", "category", "domain")} <= names
