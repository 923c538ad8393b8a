"""The small archive in Datasette, and a client of it."""

import asyncio
from types import ModuleType

import pytest
from datasette import hookimpl
from datasette.plugins import pm
from jinja2 import BytecodeCache

from archive.web.server import open_datasette


class Compiled(BytecodeCache):
    """The templates that this process has compiled: each Datasette that a test opens would compile them anew."""

    def __init__(self):
        self.code = {}

    def load_bytecode(self, bucket):
        # It is not taken where the template's source is another.
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket):
        self.code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _compiled():
    plugin, compiled = ModuleType("compiled_templates"), Compiled()

    @hookimpl
    def prepare_jinja2_environment(env):
        env.bytecode_cache = compiled

    plugin.prepare_jinja2_environment = prepare_jinja2_environment
    pm.register(plugin)
    yield
    pm.unregister(plugin)


@pytest.fixture(scope="module")
def datasette(filled):
    with open_datasette(filled) as opened:
        yield opened


@pytest.fixture
def get(datasette):
    return lambda path, **options: asyncio.run(datasette.client.get(path, **options))
