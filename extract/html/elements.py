"""Names of HTML elements that readers of a page treat alike (values only)."""

# Nobody sees these; what stands in a noscript is said to us.
UNSEEN = frozenset({"script", "style", "template", "svg", "head", "textarea", "select"})
# They are part of the text around them.
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
