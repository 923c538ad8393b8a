"""The small archive in Datasette, and a client of it."""

import asyncio

import pytest

from archive.web.server import open_datasette


@pytest.fixture(scope="module")
def datasette(filled):
    with open_datasette(filled) as opened:
        yield opened


@pytest.fixture
def get(datasette):
    return lambda path, **options: asyncio.run(datasette.client.get(path, **options))
