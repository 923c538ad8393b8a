"""HTML elements by how a browser shows them; the only such tables of the package (values only)."""

# Media and frames: their content is a fallback, or they have none.
MEDIA = frozenset({"img", "iframe", "video", "audio", "embed", "object"})
# Elements whose content a browser that runs scripts does not show as text.
UNSEEN = MEDIA | {
    "script", "style", "noscript", "template", "svg", "canvas", "head", "link", "meta", "select", "datalist",
    "textarea", "input",
}  # fmt: skip
# Elements that are part of the line they stand in; every other element begins a block.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
