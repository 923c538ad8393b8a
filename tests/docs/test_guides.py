"""Follows the guides `docs/add-a-….md` on a copy of the checkout, so that each leads where it says.

How a guide is written, so that it is followed here:

- A fenced block whose first line is a comment that names a file is a change to that file. The comment is `#`, `--` or
  `<!-- … -->`, as the language wants it, and ends in one of

      FILE, new file                 the block is the whole file, which does not exist yet
      FILE, at the end               the block is appended
      FILE, after `TEXT`             the block is put below the only line that contains TEXT
      FILE, before `TEXT`            the block is put above that line
      FILE, in place of `TEXT`       the block replaces that line

- A block of the language `console` holds commands, each after `$ `, and under each command parts of its output in
  order, a line each. A command must succeed. It runs in the copy, with the environment's programs on its path.
- Any other block is for people only. Blocks are followed in order; in a list they are indented with their item.

A new guide needs no line here. At its end the copy must pass ruff, so that what a guide shows is in the project's
style.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What a checkout holds beside its environments and caches.
COPIED = ("archive", "commentary", "crawler", "extract", "sites", "tests", "bench", "docs")
COPIED_FILES = ("pyproject.toml", "scrapy.cfg", "README.md", "CHANGELOG.md")
# It changes no checkout but needs a server: test_add_a_site.py follows it.
NEEDS_A_SITE = {"add-a-site.md"}
GUIDES = sorted(path for path in (ROOT / "docs").glob("add-a*.md") if path.name not in NEEDS_A_SITE)

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
CHANGE = re.compile(
    r"(?:#|--|<!--) (?P<file>[\w./-]+), "
    r"(?:(?P<whole>new file|at the end)|(?P<how>after|before|in place of) `(?P<text>.+)`)(?: -->)?"
)


@dataclass(frozen=True)
class Change:
    """A change to a file: `how` is one of the words above, `text` what the line contains at which it is made."""

    file: str
    how: str
    text: str
    block: str


@dataclass(frozen=True)
class Command:
    """A command, and parts of its output in order."""

    line: str
    output: tuple[str, ...]


def steps(guide: str) -> Iterator[Change | Command]:
    """Yield what a guide wants to be done, in order."""
    for fence in FENCE.finditer(guide):
        block = textwrap.dedent(fence["text"])
        first, _, rest = block.partition("\n")
        if fence["language"] == "console":
            yield from commands(block)
        elif change := CHANGE.fullmatch(first):
            yield Change(change["file"], change["how"] or change["whole"], change["text"] or "", rest)


def commands(block: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *output = part.splitlines()
        yield Command(line, tuple(filter(None, output)))


def apply(change: Change, checkout: Path) -> None:
    path = checkout / change.file
    if change.how == "new file":
        assert not path.exists(), f"{change.file} exists already"
        path.write_text(change.block, "utf-8")
        return
    before = path.read_text("utf-8")
    if change.how == "at the end":
        path.write_text(before + change.block, "utf-8")
        return
    lines = before.splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if change.text in line]
    assert len(found) == 1, f"{len(found)} lines of {change.file} contain {change.text!r}"
    start, end = {"after": (1, 1), "before": (0, 0), "in place of": (0, 1)}[change.how]
    lines[found[0] + start : found[0] + end] = [change.block]
    path.write_text("".join(lines), "utf-8")


def run(command: str, checkout: Path) -> str:
    """Run a shell command as someone in the checkout does, and return its output."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    # The environment's packages are those of the real checkout; these go before.
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    bash = ["bash", "-o", "pipefail", "-c", command]
    told = subprocess.run(
        bash, cwd=checkout, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    # `head` ends before the command that it reads from.
    assert told.returncode in {0, 141}, f"{command} ended with {told.returncode}:\n{told.stdout}"
    return told.stdout


@pytest.fixture
def checkout(tmp_path) -> Path:
    """Copy what a checkout holds, as far as a guide may change it."""
    # Bytecode goes with the modules, and is ignored where a guide changes one; that of tests tells where they lay.
    unwanted = shutil.ignore_patterns("*-pytest-*.pyc", ".*_cache")
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=unwanted)
    for name in COPIED_FILES:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_leads_where_it_says(guide, checkout):
    for step in steps(guide.read_text("utf-8")):
        if isinstance(step, Change):
            apply(step, checkout)
            continue
        output = run(step.line, checkout)
        place = 0
        for part in step.output:
            assert part in output[place:], f"{step.line} did not print {part!r}:\n{output}"
            place = output.index(part, place) + len(part)
    # Blank lines around a block are the formatter's business, as they are for people.
    run("ruff format . && ruff check .", checkout)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_changes_a_file_and_looks_at_the_outcome(guide):
    done = list(steps(guide.read_text("utf-8")))
    assert any(isinstance(step, Change) for step in done)
    # The last step looks at what came of the others.
    assert isinstance(done[-1], Command)
    assert done[-1].output


@pytest.mark.untraced
def test_the_commands_of_a_guide_run_the_copy_and_not_the_checkout_beside_it(checkout):
    assert run("python -c 'import archive, sites; print(archive.__file__, sites.__file__)'", checkout).split() == [
        str(checkout / "archive" / "__init__.py"),
        str(checkout / "sites" / "__init__.py"),
    ]


def test_changes_and_commands_are_found_in_their_order():
    guide = """
1. Do it:

   ```python
   # a/b.py, after `x = 1`
   y = 2
   ```

```
for people
```

```console
$ echo a  b
a
$ echo c
```

```toml
# c.toml, at the end
z = 3
```
"""
    assert list(steps(guide)) == [
        Change("a/b.py", "after", "x = 1", "y = 2\n"),
        Command("echo a  b", ("a",)),
        Command("echo c", ()),
        Change("c.toml", "at the end", "", "z = 3\n"),
    ]


@pytest.mark.parametrize(
    ("how", "text", "outcome"),
    [
        ("after", "two", "one\ntwo\nnew\nthree\n"),
        ("before", "two", "one\nnew\ntwo\nthree\n"),
        ("in place of", "two", "one\nnew\nthree\n"),
        ("at the end", "", "one\ntwo\nthree\nnew\n"),
    ],
)
def test_a_change_is_made_at_its_line(how, text, outcome, tmp_path):
    (tmp_path / "a.txt").write_text("one\ntwo\nthree\n")
    apply(Change("a.txt", how, text, "new\n"), tmp_path)
    assert (tmp_path / "a.txt").read_text() == outcome


def test_a_line_that_is_not_there_or_not_alone_is_an_error_that_names_it(tmp_path):
    (tmp_path / "a.txt").write_text("one\none\n")
    with pytest.raises(AssertionError, match=r"2 lines of a\.txt contain 'one'"):
        apply(Change("a.txt", "after", "one", "new\n"), tmp_path)
