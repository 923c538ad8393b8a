"""Defines every error of the project (values only).

CommentaryError        the command prints it in one line and exits with 1
├── ProfileError       a site's TOML breaks the grammar; raised when it is loaded, before any request
├── ExtractionError    one page could not be read; crawl and replay count it, and its bytes stay in the archive
│   └── NotAnArticle   one page is no article; counted with its reason
│       └── RefreshRedirect  one page redirects by a meta refresh; its target is requested
├── ArchiveError       the archive's files cannot be read or written; it ends the run, and nothing stored is lost
│   └── ArchiveInUse   another process writes the archive; `commentary run` leaves what is due to that one
├── ExportError        an export could not be written
└── SearchError        a search names no field or no date; the page shows it, the command exits with it

They are caught where a capture is read (`archive/reading.py`, for crawl and replay alike), where a response is kept
(`crawler/recorder.py` and the middlewares), and in the command. Any other exception is a bug and ends the program.
"""


class CommentaryError(Exception):
    """Something that the operator can mend; the text names the file, site or option and says what is wrong."""


class ProfileError(CommentaryError):
    """A site's profile breaks the grammar; the text names file, table and key."""

    def __init__(self, site: str, where: str, problem: str) -> None:
        super().__init__(f"{site}: {where}: {problem}")
        self.site = site
        self.where = where
        self.problem = problem

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        return type(self), (self.site, self.where, self.problem)


class ExtractionError(CommentaryError):
    """A page could not be read."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"{url}: {problem}")
        self.url = url
        self.problem = problem

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        # Worker processes send errors by pickle, which would call __init__ with the joined text only.
        return type(self), (self.url, self.problem)


class NotAnArticle(ExtractionError):  # noqa: N818 - a verdict, not a fault
    """A page is not an article; `problem` is the reason, in the same words for the same cause."""


class RefreshRedirect(NotAnArticle):
    """A page has no text and redirects to `target`, an absolute URL, by a meta refresh."""

    def __init__(self, url: str, target: str) -> None:
        super().__init__(url, "redirects by a meta refresh")
        self.target = target

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.url, self.target)


class ArchiveError(CommentaryError):
    """The archive on disk cannot be read or written."""


class ArchiveInUse(ArchiveError):  # noqa: N818 - a verdict, not a fault
    """Another process is the archive's only writer; `owner` is its id, "unknown" where that cannot be told."""

    def __init__(self, data: str, owner: str) -> None:
        super().__init__(f"{data} is in use by process {owner}. Wait until that process has ended.")
        self.data = data
        self.owner = owner

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.data, self.owner)


class ExportError(CommentaryError):
    """An export cannot be made."""


class SearchError(CommentaryError):
    """A search cannot be made as it was typed; `meant` is what was perhaps meant, a search as one types it."""

    def __init__(self, problem: str, meant: str | None = None) -> None:
        super().__init__(problem if meant is None else f"{problem} Did you mean: {meant}")
        self.problem = problem
        self.meant = meant

    def __reduce__(self) -> tuple[type, tuple[str, str | None]]:
        return type(self), (self.problem, self.meant)
