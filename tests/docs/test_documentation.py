"""What the documents promise of the repository: pages, links, commands of make, checks, and the forms of GitHub."""

import re
import runpy
import subprocess
import tomllib
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from archive.export import EXPORTED
from archive.export.fields import fields_of
from archive.web.canned import load_queries

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md"))
PULL_REQUESTS = ROOT / ".github" / "pull_request_template.md"
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|<(https?://[^>]+)>")
# As a command: in a line of its own, or between backticks.
MAKE = re.compile(r"(?:^|`) *make (?:[A-Z]+=\S+ )*([a-z][a-z-]*)", re.MULTILINE)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def requirement(line):
    return re.match(r"[A-Za-z0-9._-]+", line)[0].lower().replace("_", "-").replace(".", "-")


def targets():
    return dict(re.findall(r"^([a-z][a-z-]*):.*?(?:  ## (.+))?$", MAKEFILE, re.MULTILINE))


# The list of changes and that of decisions tell what queries were called.
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in {"CHANGELOG.md", "decisions.md"}], ids=name_of
)
def test_a_query_is_called_by_its_title(page):
    text = " ".join(page.read_text("utf-8").split())
    # The guide adds a query of its own.
    titles = {query["title"] for query in load_queries().values()} | {"Longest articles"}
    assert set(re.findall(r"\bquery \*([^*]+)\*", text)) <= titles


def test_the_columns_that_join_tables_are_the_ids_and_urls_that_the_guide_says():
    guide = (ROOT / "docs" / "exports.md").read_text("utf-8")
    kinds = {"`article` = `articles.id`": "integer", "`article` = `articles.url`": "text"}
    told = {
        table: kinds[by]
        for tables, by in re.findall(r"^\| (`\w+`[`\w ]*) \| (`article` = `articles\.\w+`) \|$", guide, re.MULTILINE)
        for table in re.findall(r"\w+", tables)
    }
    fields = {(table, field.name): field.kind for table in EXPORTED for field in fields_of(table)}
    is_ = {
        table: kind
        for (table, name), kind in fields.items()
        if name == "article" and table not in {"changes", "versions"}
    }
    assert told == is_


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_stands_in_the_contents_of_the_site_once(page):
    conf = runpy.run_path(str(ROOT / "docs" / "conf.py"))
    pages = [conf["root_doc"], *chain.from_iterable(conf["CONTENTS"].values())]
    assert pages.count(name_of(page).removesuffix(".md")) == 1


@pytest.mark.parametrize("page", [*PAGES, PULL_REQUESTS], ids=name_of)
def test_every_link_leads_to_a_file_or_is_an_address(page):
    text = FENCE.sub("", page.read_text("utf-8"))
    wrong = []
    for target in map("".join, LINK.findall(text)):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            loopback = parts.scheme == "http" and parts.hostname == "127.0.0.1"
            if not loopback and (parts.scheme != "https" or "." not in (parts.hostname or "")):
                wrong.append(target)
        elif not (page.parent / unquote(parts.path)).exists():
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", [*PAGES, PULL_REQUESTS, ROOT / ".ci" / "run"], ids=name_of)
def test_every_command_of_make_that_is_named_exists(page):
    assert set(MAKE.findall(page.read_text("utf-8"))) - set(targets()) == set()


def test_readme_and_contributing_name_commands_of_make():
    named = {name: MAKE.findall((ROOT / name).read_text("utf-8")) for name in ("README.md", "CONTRIBUTING.md")}
    assert named["README.md"][:2] == ["demo", "test"]
    assert {"test", "test-all", "check", "coverage", "docs"} <= set(named["CONTRIBUTING.md"])


def test_every_target_of_make_says_what_it_is_for_and_is_no_file():
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
    assert [name for name, comment in targets().items() if not comment] == []
    assert sorted(phony) == sorted(targets())


def chosen_by(target):
    """Return the expression of markers by which a target of make chooses tests, empty if it runs all of them."""
    shown = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    ).stdout
    found = re.search(r'pytest -n (?:auto|\$\(\(.*?\)\))(?: -m (?:"([^"]+)"|(\w+)))?', shown)
    return found[1] or found[2] or ""


def run_by_ci():
    """Return the targets that .ci/run makes: those it names, and those of a loop over targets."""
    lines = [
        line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    named = re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join(lines))
    loops = re.findall(r"for target in ([a-z -]+); do", "\n".join(lines))
    return {*named, *" ".join(loops).split()}


def test_ci_runs_every_test():
    chosen = {target: chosen_by(target) for target in ("test", "test-slow", "test-all", "coverage")}
    assert chosen == {
        "test": "not slow",
        "test-slow": "slow",
        "test-all": "",
        "coverage": "not slow and not untraced",
    }
    assert {"test", "test-slow", "test-browser", "test-wordpress", "test-web-archive", "check"} <= run_by_ci()
    assert "make test-slow KILLS=50" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_what_ci_runs_is_told_to_contributors():
    told = MAKE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert run_by_ci() - set(told) == set()


def test_github_runs_the_same_checks_on_every_python_that_is_supported():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    job = workflow["jobs"]["ci"]
    classifier = "Programming Language :: Python :: 3."
    supported = [line.rpartition(" ")[2] for line in PROJECT["project"]["classifiers"] if line.startswith(classifier)]
    assert job["strategy"]["matrix"]["python"] == supported
    assert [step["run"] for step in job["steps"] if "run" in step] == ["bash .ci/run"]
    assert workflow["permissions"] == {"contents": "read"}
    assert job["timeout-minutes"] > 0


def test_hooks_before_a_commit_are_commands_that_make_check_runs_too():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    commands = [hook["entry"].removesuffix(" --force-exclude").replace(".venv/bin", "$(BIN)") for hook in hooks]
    assert [command for command in commands if f"\t{command}" not in MAKEFILE] == []
    assert [hook["id"] for hook in hooks] == ["ruff-format", "ruff-check", "mypy"]


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_a_form_has_what_github_asks_for(form):
    content = yaml.safe_load(form.read_text("utf-8"))
    assert content.keys() >= {"name", "description", "body"}
    fields = [field for field in content["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}


def test_the_first_form_is_for_a_page_that_was_read_wrongly():
    body = yaml.safe_load(FORMS[0].read_text("utf-8"))["body"]
    required = {field["id"] for field in body if field.get("validations", {}).get("required")}
    assert required == {"address", "field", "read", "expected", "version", "profile"}


@pytest.mark.parametrize("group", ["dev", "docs"])
def test_every_tool_of_a_group_is_pinned(group):
    pinned = {requirement(line) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    asked = {requirement(line) for line in PROJECT["dependency-groups"][group]}
    assert asked - pinned == set()
