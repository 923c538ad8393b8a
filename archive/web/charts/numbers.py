"""Places numbers on an axis: round ticks, and numbers as people read them (pure)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Lines begin at zero unless the lowest value is more than so much of the highest: then the axis is marked as broken.
BROKEN_FROM = 0.6
_STEPS = (1, 2, 5, 10)
_SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_TOO_LONG_FOR_DIGITS = 1e4
_TOO_LARGE_FOR_SUFFIXES = 1e15


@dataclass(frozen=True, kw_only=True)
class Axis:
    """An axis of numbers: its ends, its ticks, and whether it is broken, so that it does not begin at zero."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_broken: bool = False

    def share(self, value: float) -> float:
        """Return where a value stands, from 0 at the low end to 1."""
        return (value - self.low) / (self.high - self.low)


def number_axis(values: Sequence[float], *, most: int, may_break: bool = False) -> Axis:
    """Return the axis of values with about so many ticks; it has zero, unless it may be broken and that helps."""
    low, high = min(values, default=0), max(values, default=0)
    is_broken = may_break and low < high and (low > 0 and low > BROKEN_FROM * high)
    if not is_broken:
        low, high = min(low, 0), max(high, 0)
    if low == high:
        high = low + 1
    step = _step((high - low) / most)
    if all(float(value).is_integer() for value in values):
        step = max(step, 1)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(_exact(number * step, step) for number in range(first, last + 1))
    # A value that is too small beside the others for a tick of its own has its place all the same.
    ends = min(low, ticks[0]), max(high, ticks[-1])
    return Axis(low=ends[0], high=ends[1], ticks=ticks, is_broken=is_broken and ticks[0] > 0)


def _step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 … (and 0.1, 0.2 …) that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least)) if least > 1e-300 else 1e-300
    return next((power * factor for factor in _STEPS if power * factor >= least), power * 10)


def _exact(value: float, step: float) -> float:
    """Return a multiple of a step without the error of its last binary digits."""
    decimals = max(0, -math.floor(math.log10(step)))
    return round(value, decimals) if decimals < 300 else value


def short(value: float) -> str:
    """Return a number for an axis: 950, 1,200, 25k, 1.5M, 2e+18."""
    size = abs(value)
    if size >= _TOO_LARGE_FOR_SUFFIXES:
        return f"{value:.3g}"
    if size >= _TOO_LONG_FOR_DIGITS:
        unit, suffix = next((unit, suffix) for unit, suffix in _SUFFIXES if size >= unit)
        return f"{value / unit:.4g}{suffix}".replace("-", "\N{MINUS SIGN}")
    return whole(value)


def whole(value: float) -> str:
    """Return a number with all its digits and thousands separators; a share is rounded to four of them."""
    if abs(value) >= _TOO_LARGE_FOR_SUFFIXES:
        return f"{value:.6g}"
    if float(value).is_integer():
        return f"{int(value):,}".replace("-", "\N{MINUS SIGN}")
    digits = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{value:.4g}"
    return digits.replace("-", "\N{MINUS SIGN}", 1) if digits.startswith("-") else digits
