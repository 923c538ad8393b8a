"""Shows a stored page as it looked, from the archive alone: nothing in it runs or calls home (reads files)."""

from archive.page_view.safe_image import IMAGE_TYPES, image_type
from archive.page_view.safe_page import SafePage, to_safe_page
from archive.page_view.view import PageView, StoredImage, asset_address, image_of, view_of

__all__ = [
    "IMAGE_TYPES",
    "PageView",
    "SafePage",
    "StoredImage",
    "asset_address",
    "image_of",
    "image_type",
    "to_safe_page",
    "view_of",
]
