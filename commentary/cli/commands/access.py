"""`commentary access`: lets a reader use an archive that is served with `serve --auth`."""

from pathlib import Path

import click

from archive.web import add_password, add_token, remove_reader


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("name")
@click.option("--token", is_flag=True, help="Make a token for a script, and print it, instead of a password.")
@click.option("--remove", is_flag=True, help="Remove the reader NAME.")
def access(file: Path, name: str, *, token: bool, remove: bool) -> None:
    """Let a reader use an archive that is served with --auth.

    Asks for a password, of which the hash is written to FILE; a reader who has one gets the new one. A server
    that runs with FILE heeds the change at once.
    """
    if token and remove:
        raise click.UsageError("--token and --remove exclude each other.")
    if remove:
        remove_reader(file, name)
        click.echo(f"{name} is no longer in {file}.")
    elif token:
        made = add_token(file, name)
        click.echo(f"The token of {name}, which is shown only now:", err=True)
        click.echo(made)
    else:
        add_password(file, name, click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
        click.echo(f"{name} may use the archive that is served with --auth {file}.")
