"""What came of one request of a visit (values only)."""

from dataclasses import dataclass

from extract.page import Page

__all__ = ["Answer"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What answered at `url`, the last one after redirects; `page` is None where nothing did that can be read.

    `why` says why there is no page, or that its status is an error's. `moved_from` are the URLs that redirected.
    `seconds` is the time from request to response head.
    """

    url: str
    page: Page | None = None
    why: str = ""
    moved_from: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def good_page(self) -> Page | None:
        """The page, if it answered with a success."""
        return None if self.why else self.page
