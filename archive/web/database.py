"""The archive's database as Datasette asks it: read-only, each query in a process of its own (SQL)."""

import asyncio
import sqlite3
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from archive.database import open_read_only
from archive.evidence import LoadProfile
from archive.web.exports import ExportPool
from archive.web.known_schema import KnownSchema
from archive.web.lists import LISTING, along_index, only_indexed
from archive.web.plugins.downloads import DOWNLOAD, MAX_ROWS
from archive.web.plugins.narrow import narrowed
from archive.web.plugins.order import in_full_order
from archive.web.records import RecordPool
from archive.web.sql import SqlPool, Take, take_all
from archive.web.sql_worker import Query
from extract.errors import ArchiveError


class ArchiveDatabase(KnownSchema):
    """The archive's database, opened so that no connection of Datasette can write to it."""

    def connect(self, write: bool = False) -> Any:  # noqa: FBT001, FBT002 - Datasette's signature
        """Return a read-only connection."""
        if write:
            raise ArchiveError(f"{self.path} is served read-only.")
        connection = open_read_only(Path(self.path))
        self._all_file_connections.append(connection)
        return connection

    def __init__(self, datasette: Datasette, path: Path, load_profile: LoadProfile | None) -> None:
        super().__init__(datasette, path)
        self.load_profile = load_profile
        self.records = RecordPool(path.parent, load_profile)
        self.exports = ExportPool()
        self.replay: str | None = None
        self.offers_file = False
        self._pool = SqlPool(path, count=datasette.setting("num_sql_threads"))

    async def execute(  # noqa: PLR0913, PLR0917 - Datasette's signature
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,  # noqa: FBT001, FBT002 - Datasette's signature
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,  # noqa: FBT001, FBT002 - Datasette's signature
    ) -> Any:
        """Run a query in a process of its own; its errors are shown on the page and not logged to the terminal."""
        del log_sql_errors
        rows = self.ds.max_returned_rows
        # Datasette asks for one row more than a page, to see whether there is another page.
        rows += rows == page_size
        download = DOWNLOAD.get() if truncate else None
        if download is not None and download.of_query:
            rows = MAX_ROWS
        run = partial(self._run, take=download.take if download is not None else take_all, limit=custom_time_limit)
        listing, parameters = LISTING.get(), _plain(params)
        try:
            if truncate and listing is not None and listing.is_query:
                return await listing.rows(run, sql, parameters, rows)
            sql = await in_full_order(self, sql) if truncate else sql
            if listing is not None and not listing.is_query:
                sql, limit = listing.of_table(sql, is_main=truncate)
                sql = await along_index(partial(self._run, take=take_all, limit=None), sql, parameters)
                run = partial(run, limit=limit or custom_time_limit)
            return await run(sql, parameters, rows if truncate else None)
        except sqlite3.DatabaseError as error:
            if download is not None:
                download.problem = str(error)
            raise

    async def _run(self, sql: str, parameters: Any, rows: int | None, *, take: Take, limit: int | None) -> Any:
        most = self.ds.sql_time_limit_ms
        query = Query(sql=narrowed(sql), parameters=parameters, rows=rows, seconds=min(limit or most, most) / 1000)
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, self._pool.run, query, take)

    async def get_all_foreign_keys(self) -> Any:
        """Return the foreign keys of all tables; the page of a row counts those that refer to it."""
        return only_indexed(await super().get_all_foreign_keys())

    @property
    def size(self) -> int:
        """The bytes of the file, 0 while there is none."""
        try:
            return Path(self.path).stat().st_size
        except OSError:
            return 0

    async def attached_databases(self) -> list[Any]:
        """Return none: nothing can be attached, and SQL does not tell where files lie."""
        return []

    def start(self) -> None:
        """Start the processes, which otherwise start with the first queries, and wait until they can answer."""
        self._pool.start()
        self._pool.run(Query("SELECT 1", (), None, self.ds.sql_time_limit_ms / 1000), take_all)

    def close(self) -> None:
        """Close all connections, and end the processes."""
        self._pool.close()
        self.records.close()
        self.exports.close()
        super().close()


def _plain(params: Any) -> Any:
    """Return parameters as a process can be sent them: Datasette's magic ones are computed by looking them up."""
    if isinstance(params, Mapping):
        return {name: params[name] for name in params}
    return list(params or ())
