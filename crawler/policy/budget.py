"""Budget: how much a run may cost, and whether that is spent (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Limits of one run; 0 means no limit. `pages` are requested, `mb` are millions of bytes received."""

    pages: int = 0
    minutes: float = 0.0
    mb: float = 0.0

    def spent(self, *, pages: int, seconds: float, received: int) -> str | None:
        """Return in a sentence which limit is reached, None while none is. `received` is in bytes."""
        if self.pages and pages >= self.pages:
            return f"its budget of {self.pages} pages was spent"
        if self.minutes and seconds >= self.minutes * 60:
            return f"its budget of {self.minutes:g} minutes was spent"
        if self.mb and received >= self.mb * 1e6:
            return f"its budget of {self.mb:g} MB was spent"
        return None
