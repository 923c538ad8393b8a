"""Builds README, docs/ and their neighbours into a site: `make docs` (reads the repository's Markdown).

The repository itself is the source folder, so that every link leads to the same place here and in the repository. The
contents at the left are made of CONTENTS; a page that is missing there fails the build.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The tests read CONTENTS in an environment without Sphinx.
    from sphinx.application import Sphinx

# A heading, and its pages in the order in which a reader needs them.
CONTENTS = {
    "Use it": [
        "docs/analyst",
        "docs/researcher",
        "docs/search",
        "docs/cookbook",
        "docs/exports",
        "docs/serving",
        "docs/operations",
        "docs/watching",
        "docs/trust",
        "docs/keeping",
        "docs/exchange",
        "docs/add-a-site",
        "docs/assets",
    ],
    "How it works": ["docs/architecture", "docs/schema", "docs/reading", "docs/performance", "docs/decisions"],
    "Add to it": [
        "docs/add-a-field",
        "docs/add-a-language",
        "docs/add-a-reader",
        "docs/add-an-export",
        "docs/add-a-query",
    ],
    "Work on it": ["CONTRIBUTING", "docs/releasing", "SECURITY", "CHANGELOG"],
}

project = "Commentary Archive"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs/*.md"]
# Sphinx walks through all folders before it looks at the patterns.
exclude_patterns = [".*", "build", "dist", "data", "demo-data"]
# So many levels of headings can be linked to, by the names that GitHub gives them.
myst_heading_anchors = 3
nitpicky = True
highlight_language = "text"

html_static_path = ["static"]
html_css_files = ["site.css"]
html_title = "Commentary Archive"
html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False


def add_contents(app: Sphinx, docname: str, source: list[str]) -> None:
    """Append the contents, which would disfigure the README, to the page that stands for it."""
    del app
    if docname == root_doc:
        for caption, pages in CONTENTS.items():
            directive = ["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```", ""]
            source[0] += "\n".join(directive)


def add_index(app: Sphinx, exception: Exception | None) -> None:
    """Give the first page the name that web servers look for."""
    if exception is None and app.builder.format == "html":
        shutil.copyfile(Path(app.outdir) / "README.html", Path(app.outdir) / "index.html")


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of the two functions."""
    app.connect("source-read", add_contents)
    app.connect("build-finished", add_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
