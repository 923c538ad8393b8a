"""`commentary doctor`: examines an archive and its machine, and changes nothing."""

import json
import sys
from pathlib import Path

import click

from commentary.cli.doctor import examine
from commentary.cli.options import data_option
from commentary.cli.show.doctor import doctor_json, doctor_text, worst
from extract.errors import ArchiveError

EXIT_CODES = {"fine": 0, "warning": 3, "error": 1}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def doctor(*, as_json: bool, data: Path) -> None:
    """Say what is wrong with an archive or its machine, and what to do.

    Profiles, robots.txt as last captured, disk, database, some records of the WARC files, lock, clock, versions,
    browser, permissions and settings are looked at; nothing is changed, and a crawl may go on meanwhile. The exit
    code is 0 if all is fine, 3 with warnings, and 1 with errors.
    """
    if not data.is_dir():
        raise ArchiveError(f"{data} is not a folder. Name the archive's folder with --data.")
    findings = list(examine(data))
    click.echo(json.dumps(doctor_json(findings), ensure_ascii=False, indent=1) if as_json else doctor_text(findings))
    sys.exit(EXIT_CODES[worst(findings)])
