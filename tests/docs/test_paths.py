"""What the documents name exists: files, modules and options; and what the product offers is in the documents."""

import importlib
import re
from pathlib import Path

import pytest

import sites
from archive.export import EXPORTED, EXPORTERS
from archive.schema import TABLES, VIEWS
from commentary.cli.main import COMMANDS, module_of
from extract.listings import SOURCES
from extract.profile.parser import CLEANER_KEYS, SITE_KEYS
from extract.profile.readers import READERS

ROOT = Path(__file__).parents[2]
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md")), *sorted((ROOT / "docs").glob("*.md"))]
PAGES = [page for page in PAGES if page.exists()]
PACKAGES = ("archive", "bench", "commentary", "crawler", "extract", "sites", "tests")
# A document may name a file of the data folder, or one that its reader is to write.
OF_THE_READER = {
    "FILE-metadata.json",
    "metadata.csv",
    "metadata.csv-metadata.json",
    "articles.csv",
    "datapackage.json",
    "extract.py",
    "notices.json",
    "settings.toml",
    "signal.py",
    "sites/demo.toml",
}

CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|toml|json|sql|md|html|csv)")
MODULE = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def inline_code(page):
    """Return what a page has between single backticks outside fenced blocks."""
    return CODE.findall(FENCE.sub("", page.read_text("utf-8")))


def is_file(path, page):
    """Tell whether a path, perhaps a glob, is in the repository: from its root, beside the page, or by its ending."""
    if path.startswith(PACKAGES) or path.startswith(("docs/", ".ci/")):
        return (ROOT / path).exists() or any(ROOT.glob(path))
    in_packages = (file for package in (*PACKAGES, "docs") for file in (ROOT / package).glob(f"**/{path}"))
    return any([(ROOT / path).exists(), (page.parent / path).exists()]) or any(in_packages)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_that_is_named_exists(page):
    named = {word for code in inline_code(page) if " " not in code for word in PATH.findall(code) if word == code}
    ours = {path for path in named if path.startswith(tuple(f"{package}/" for package in PACKAGES))}
    ours |= {path for path in named if "/" not in path}
    # `sites/` alone is also a folder of the data folder.
    assert sorted(path for path in ours - OF_THE_READER if not is_file(path, page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_module_that_is_named_exists(page):
    wrong = []
    for module in {code for code in inline_code(page) if MODULE.fullmatch(code) and not code.endswith(".db")}:
        package, _, name = module.rpartition(".")
        path = ROOT / module.replace(".", "/")
        is_module = path.is_dir() or path.with_suffix(".py").exists() or any(path.parent.glob(f"{path.name}.*"))
        if not is_module and not hasattr(importlib.import_module(package), name):
            wrong.append(module)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_option_of_the_command_that_is_named_exists(page):
    """Of lines with `commentary COMMAND`, whose command is known."""
    wrong = []
    for name, rest in re.findall(r"commentary ([a-z]+)((?: [^`\n|]+)?)", page.read_text("utf-8")):
        if name in COMMANDS:
            command = getattr(importlib.import_module(f"commentary.cli.commands.{module_of(name)}"), module_of(name))
            known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            wrong += [f"{name} {option}" for option in OPTION.findall(rest) if option not in known]
    assert wrong == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_row_in_the_readme(name):
    assert re.search(rf"^\| `{name}[` ]", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("option", ["--data", *(f"--{name}" for name in ("full", "dry-run", "check", "json"))])
def test_the_options_that_change_what_a_command_does_are_in_the_readme(option):
    assert option in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*READERS, *CLEANER_KEYS])
def test_every_reader_and_cleaner_has_a_line_in_the_example_profile(name):
    assert re.search(rf"^#   {name}\s", (sites.SHIPPED / "_example.toml").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", SOURCES)
def test_every_kind_of_source_has_a_line_in_the_example_profile(name):
    assert re.search(rf"^#   {name}\s", (sites.SHIPPED / "_example.toml").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("key", SITE_KEYS)
def test_every_key_of_a_profile_is_in_the_example_profile_below_a_comment(key):
    text = (sites.SHIPPED / "_example.toml").read_text("utf-8")
    assert re.search(rf"^#.*\n(?:#.*\n)*(?:{key} = |\[\[?{key}\]\]?$)", text, re.MULTILINE)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_format_has_a_section_in_the_guide_of_exports(name):
    assert re.search(rf"^### (?:.* )?{name}(?: |$)", (ROOT / "docs" / "exports.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", {**TABLES, **VIEWS, **dict.fromkeys(EXPORTED)})
def test_every_table_and_view_has_a_row_in_the_operations_guide(name):
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert re.search(rf"^\| (?:`\w+` )*`{name}` ", text, re.MULTILINE)


@pytest.mark.parametrize("table", [*TABLES.items(), *VIEWS.items()], ids=lambda item: item[0])
def test_every_table_and_each_of_its_columns_is_described(table):
    _, described = table
    assert described.description
    columns = described.columns.values()
    assert all(column if isinstance(column, str) else column.description for column in columns)
