"""Every error of the project.

CommentaryError                the command prints it in one line and exits 1
├── ProfileError               a site's TOML is wrong; stops at load, before any request
├── ExtractionError            one page could not be read; its bytes are safe; pipeline and replay count it
│   └── NotAnArticle           one page is no article, and why; counted with its reason
├── ArchiveError               disk or schema; stops the run, nothing stored is lost
└── ExportError                an export could not be made

They are caught in three places: the crawler's pipeline, `Archive.replay`, and the command. Anything else is a bug
and may crash.
"""


class CommentaryError(Exception):
    """What a person can mend; its text names the thing and says what to do."""


class ProfileError(CommentaryError):
    """A site's profile breaks its grammar."""

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
        # Errors cross from worker processes; pickle would call __init__ with the joined text only.
        return type(self), (self.url, self.problem)


class NotAnArticle(ExtractionError):  # noqa: N818 - a verdict, not a fault
    """A page is not an article; `problem` is the reason, in the same few words for the same cause."""


class ArchiveError(CommentaryError):
    """The archive on disk cannot be read or written."""


class ExportError(CommentaryError):
    """An export cannot be made."""
