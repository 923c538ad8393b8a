"""`commentary export`: writes tables, articles or captures of the archive to a file, a folder or standard output."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from click.core import ParameterSource

from archive.database import DATABASE_NAME
from archive.export import (
    EXPORTED,
    EXPORTERS,
    Export,
    Options,
    Written,
    export_to_file,
    export_to_stdout,
    write_file,
    write_stdout,
)
from archive.wacz import Packed, write_cdxj, write_wacz
from commentary.cli.filters import filter_of, filter_options
from commentary.cli.options import NearChoice, data_option

INCOMPLETE = 3
PACKAGES: Mapping[str, Callable[..., Packed]] = {"wacz": write_wacz, "cdxj": write_cdxj}
FORMATS = (*EXPORTERS, *PACKAGES)
DEFAULT = "csv"
# On a terminal the progress is shown after so many rows each.
ROWS_PER_LOOK = 64


@click.command()
@click.option(
    "--format",
    "format_",
    type=NearChoice(FORMATS),
    help="By default by the ending of FILE, else csv; wacz is the captures themselves, cdxj an index of them.",
)
@click.option(
    "--table", type=NearChoice(list(EXPORTED)), default="articles", show_default=True, help="Table or view."
)
@filter_options
@click.option("--columns", metavar="A,B,…", help="Only these columns, in this order.")
@click.option("--no-body", is_flag=True, help="Without the texts of articles.")
@click.option("--versions", is_flag=True, help="With all versions of each article (JSON, NDJSON, Parquet).")
@click.option("--flat", is_flag=True, help="Without lists within articles, such as links (JSON, NDJSON, Parquet).")
@click.option("--excel", is_flag=True, help="CSV that Excel opens without changing ids and signs.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    callback=lambda _context, _parameter, path: None if path == Path("-") else path,
    help="By default, and for `-`, standard output.",
)
@data_option
def export(  # noqa: PLR0913 - one parameter for each option
    *,
    format_: str | None,
    table: str,
    columns: str | None,
    no_body: bool,
    versions: bool,
    flat: bool,
    excel: bool,
    output: Path | None,
    data: Path,
    **filters: Any,
) -> None:
    """Write articles, a table, or the captures of the archive to a file for other programs.

    An option that takes a name may be given several times, and any of the names counts; of several options all must
    be so. Rows and columns have a fixed order. A file gets its name only when it is complete. WACZ holds the WARC
    files, an index and the texts of the articles, for replay tools; CDXJ is the index alone.
    """
    name = format_ or _guessed(output)
    if name in PACKAGES:
        _refuse_filters(name, filters)
        only = filter_of(data, filters)
        _export_captures(name, data, only.sites, output)
        return
    if excel and name != "csv":
        raise click.UsageError(f"--excel is for CSV, and not for {name}")
    if (versions or flat) and not EXPORTERS[name].nests:
        nesting = ", ".join(each for each, exporter in EXPORTERS.items() if exporter.nests)
        raise click.UsageError(f"--{'versions' if versions else 'flat'} is for lists within articles: {nesting}")
    only = filter_of(data, filters)
    names = tuple(filter(None, (part.strip() for part in (columns or "").split(","))))
    options = Options(columns=names, body=not no_body, versions=versions, flat=flat, excel=excel)
    with _progress(table) as progress:
        asked = Export(data / DATABASE_NAME, name, table, only, options, progress)
        written = export_to_stdout(asked) if output is None else export_to_file(output, asked)
    _tell(written, EXPORTERS[name].rows.format(table=table), output)


def _guessed(output: Path | None) -> str:
    """Return the format that the ending of a file's name stands for."""
    if output is None or not output.suffix:
        return DEFAULT
    endings = {each: each for each in PACKAGES}
    for name, exporter in EXPORTERS.items():
        endings.setdefault(exporter.ending, name)
    ending = output.suffix.removeprefix(".").lower()
    if ending not in endings:
        raise click.UsageError(
            f"no format is known by the ending of {output}; choose one with --format: {', '.join(FORMATS)}"
        )
    return endings[ending]


@contextmanager
def _progress(table: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show how many rows were written, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    # It takes a tenth of a second to import.
    from commentary.cli.show.progress import count_progress  # noqa: PLC0415 - see above

    with count_progress(table) as bar:
        yield lambda done, total: None if done % ROWS_PER_LOOK else bar.show(done, total)


def _tell(written: Written, counted: str, output: Path | None) -> None:
    for note in written.notes:
        click.echo(f"commentary: {note}", err=True)
    noun, rest = counted.split(" ", 1) if " " in counted else (counted, "")
    told = f"{written.rows:,} {noun.removesuffix('s') if written.rows == 1 else noun}{f' {rest}' if rest else ''}"
    click.echo(f"{told}{f' in {output}' if output else ''}", err=True)


def _refuse_filters(name: str, filters: Mapping[str, Any]) -> None:
    """Raise click.UsageError for an option that selects rows."""
    context = click.get_current_context()
    for option in ("table", *filters, "columns", "no_body", "versions", "flat", "excel"):
        if option != "sites" and context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            given = next(each.opts[0] for each in context.command.params if each.name == option)
            raise click.UsageError(f"{given} selects rows of a table, and {name} holds captures")


def _export_captures(name: str, data: Path, sites: tuple[str, ...], output: Path | None) -> None:
    """Write the captures, or an index of them; exit code 3 if files were left out."""
    if len(sites) > 1:
        raise click.UsageError(f"{name} holds the captures of one site, or of all: give one --site, or none")
    site = sites[0] if sites else None
    found: list[Packed] = []

    def write(out: BinaryIO) -> None:
        found.append(PACKAGES[name](data / DATABASE_NAME, data / "warc", out, site=site))

    if output is not None:
        write_file(output, write)
    elif name == "wacz":
        raise click.UsageError("WACZ needs a file: name it with -o FILE")
    else:
        write_stdout(write)
    for packed in found:
        for left_out in packed.left_out:
            click.echo(f"commentary: {left_out} is left out: it holds captures of other sites too", err=True)
        where = f" in {output}" if output else ""
        click.echo(f"{packed.captures} captures of {packed.files} WARC files{where}", err=True)
        if packed.left_out:
            sys.exit(INCOMPLETE)
