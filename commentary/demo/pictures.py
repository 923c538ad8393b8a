"""Draws the demo site's pictures: a small SVG for each path, the same in every run (pure)."""

from hashlib import sha256

PALETTES = (
    ("#12344d", "#3f7d9d", "#e8d5a8"),
    ("#3b2f4a", "#8a6fa8", "#f0c9a4"),
    ("#1f3d2b", "#6a9a72", "#f1e3b8"),
    ("#4a2020", "#b5653c", "#f2dcb3"),
    ("#20303c", "#7c8f99", "#e3ded1"),
)
LOGO = '<text x="160" y="42" text-anchor="middle" font-family="Georgia, serif" font-size="38">MERIDIAN</text>'


def draw_picture(path: str) -> bytes:
    """Return the SVG of a path: the logo, a portrait (below `/avatars/`) or a seascape."""
    seed = sha256(path.encode()).digest()
    colours = PALETTES[seed[0] % len(PALETTES)]
    if path.endswith("/logo.svg"):
        return _svg(320, 60, LOGO)
    return _svg(120, 120, _portrait(*colours)) if "/avatars/" in path else _svg(1200, 675, _seascape(seed, *colours))


def _portrait(dark: str, middle: str, light: str) -> str:
    return (
        f'<rect width="120" height="120" fill="{middle}"/><circle cx="60" cy="48" r="22" fill="{light}"/>'
        f'<ellipse cx="60" cy="108" rx="40" ry="32" fill="{dark}"/>'
    )


def _seascape(seed: bytes, dark: str, middle: str, light: str) -> str:
    hills = " ".join(f"L{x * 150} {330 + seed[x] % 120}" for x in range(1, 9))
    waves = "".join(
        f'<path d="M0 {480 + n * 45} q75 -{10 + seed[10 + n] % 20} 150 0 {"t150 0 " * 7}" fill="none" '
        f'stroke="{light}" stroke-width="4" opacity=".5"/>'
        for n in range(4)
    )
    return (
        f'<rect width="1200" height="675" fill="{light}"/>'
        f'<circle cx="{200 + seed[20] * 3}" cy="{120 + seed[21] % 120}" r="70" fill="#fff" opacity=".8"/>'
        f'<path d="M0 400 {hills} L1200 675 L0 675 Z" fill="{middle}"/>'
        f'<rect y="450" width="1200" height="225" fill="{dark}"/>{waves}'
    )


def _svg(width: int, height: int, inner: str) -> bytes:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'.encode()
