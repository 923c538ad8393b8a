"""Draws the demo site's pictures: a small SVG or PNG for each path, the same in every run (pure)."""

import struct
import zlib
from hashlib import sha256

PALETTES = (
    ("#12344d", "#3f7d9d", "#e8d5a8"),
    ("#3b2f4a", "#8a6fa8", "#f0c9a4"),
    ("#1f3d2b", "#6a9a72", "#f1e3b8"),
    ("#4a2020", "#b5653c", "#f2dcb3"),
    ("#20303c", "#7c8f99", "#e3ded1"),
)
# Of a raster image, in pixels, and where the sea begins.
WIDTH, HEIGHT, SHORE = 400, 225, 150
LOGO = '<text x="160" y="42" text-anchor="middle" font-family="Georgia, serif" font-size="38">MERIDIAN</text>'


def draw_picture(path: str) -> bytes:
    """Return the SVG of a path: the logo, a portrait (below `/avatars/`) or a seascape."""
    seed = sha256(path.encode()).digest()
    colours = PALETTES[seed[0] % len(PALETTES)]
    if path.endswith("/logo.svg"):
        return _svg(320, 60, LOGO)
    return _svg(120, 120, _portrait(*colours)) if "/avatars/" in path else _svg(1200, 675, _seascape(seed, *colours))


def draw_raster(path: str) -> bytes:
    """Return the PNG of a path: a seascape, or the pattern of the paper below `/themes/`."""
    seed = sha256(path.encode()).digest()
    if "/themes/" in path:
        return _png([bytes(1 - ((x + y) % 4 == 0) for x in range(16)) for y in range(16)], ("#f3ead6", "#fffdf8"))
    dark, middle, light = PALETTES[seed[0] % len(PALETTES)]
    sun_x, sun_y = 80 + seed[20], 30 + seed[21] % 50
    rows = []
    for y in range(HEIGHT):
        if y >= SHORE:
            is_wave = (y - SHORE) % 14 < 2
            rows.append(bytes(2 if is_wave and (x + y + seed[1]) % 40 < 26 else 0 for x in range(WIDTH)))
            continue
        reach = [seed[1 + x * 8 // WIDTH] % 40 for x in range(WIDTH)]
        is_sun = [(x - sun_x) ** 2 + (y - sun_y) ** 2 < 22**2 for x in range(WIDTH)]
        rows.append(bytes(1 if y > SHORE - 20 - reach[x] else 3 if is_sun[x] else 2 for x in range(WIDTH)))
    return _png(rows, (dark, middle, light, "#ffffff"))


def _png(rows: list[bytes], colours: tuple[str, ...]) -> bytes:
    """Return an image with a palette (PNG, colour type 3); a byte of a row is the number of its pixel's colour."""
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    palette = b"".join(bytes.fromhex(colour[1:]) for colour in colours)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


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
