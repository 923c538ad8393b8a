"""Attributes and file names by which scripts that load images late hold the true URL back (values only)."""

# lazysizes, lozad, LiteSpeed and most others; WP Rocket and Jetpack; jQuery Lazy Load; WordPress galleries; Ezoic;
# Cloudflare; slick; Flickity; PageSpeed; Optimole; Zhihu; NitroPack; Themify; tagDiv; Seraphinite; echo.js; LinkedIn.
LAZY_ATTRIBUTES = (
    "data-src", "data-lazy-src", "data-original", "data-full-url", "data-ezsrc", "data-cfsrc", "data-lazy",
    "data-flickity-lazyload", "data-pagespeed-lazy-src", "data-opt-src", "data-actualsrc", "nitro-lazy-src",
    "data-tf-src", "data-img-url", "data-sf-src", "data-echo", "data-delayed-url", "data-lazyload", "data-img-src",
    "data-image-src", "data-real-src", "data-full-src", "data-hi-res-src", "data-large-file", "data-orig-file",
    "lazy-src", "data-url",
)  # fmt: skip
SRCSET_ATTRIBUTES = (
    "srcset", "data-srcset", "data-lazy-srcset", "data-ezsrcset", "data-cfsrcset", "nitro-lazy-srcset",
    "data-opt-srcset", "data-tf-srcset", "data-sf-srcset", "lazy-srcset",
)  # fmt: skip
# Where an element without text holds the URL of the image that it shows as its background.
BACKGROUND_ATTRIBUTES = (
    "data-bg", "data-background", "data-background-image", "data-bg-src", "data-bgset", "data-lazy-background",
    "data-src", "data-lazy-src",
)  # fmt: skip
# Words of the name of an image that stands in the place of another one until that is loaded.
PLACEHOLDER_WORDS = frozenset({
    "1x1", "blank", "blur", "dot", "dummy", "empty", "lazy", "lazyload", "loader", "loading", "lqip", "pixel",
    "placeholder", "preload", "preloader", "spacer", "spinner", "transparent",
})  # fmt: skip
