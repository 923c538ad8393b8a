"""Names in mark-up: what programs generate, what only describes looks, and what tells of a field (values only)."""

# Before names that a build makes anew: CSS in JavaScript, CSS modules, scoped styles.
GENERATED_PREFIXES = (
    "css-", "sc-", "jsx-", "jss", "emotion-", "svelte-", "astro-", "makestyles-", "mui-", "linaria-", "tss-", "stitches-",
    "c-pjlv", "ember", "react-aria", "radix-", "headlessui-", "data-v-", "data-astro-cid", "data-emotion", "data-s-",
    "data-reactid", "data-reactroot", "ng-tns-", "_ng", "data-darkreader",
)  # fmt: skip
# Before names of one page or visitor, or of a state that scripts change.
STATE_PREFIXES = ("is-", "has-", "js-", "no-", "post-", "postid-", "page-id-", "comment-", "tag-", "category-", "author-", "format-", "status-", "type-")  # fmt: skip
# Names that begin like this say how an element looks; a new coat of paint changes them.
LOOK_PREFIXES = (
    "text-", "font-", "bg-", "border", "rounded", "flex", "grid", "block", "inline", "hidden", "relative", "absolute", "sticky", "static",
    "w-", "h-", "m-", "mt-", "mb-", "ml-", "mr-", "mx-", "my-", "p-", "pt-", "pb-", "pl-", "pr-", "px-", "py-", "max-w", "min-w",
    "space-", "gap-", "leading-", "tracking-", "items-", "justify-", "order-", "col-", "row", "z-", "top-", "prose-", "align", "float",
    "d-", "g-", "fw-", "fs-", "lh-", "clearfix", "container", "wrapper", "inner", "outer", "large", "small", "medium", "size-", "has-text",
    "uppercase", "lowercase", "capitalize", "italic", "bold", "underline", "antialiased", "truncate", "shadow", "overflow", "opacity-",
    "cursor-", "transition", "hover", "focus", "dark", "light", "wow", "animated", "fade", "aos-", "list-none", "mui",
)  # fmt: skip
# Words of names that say what an element holds, by the field that it may be.
TITLE_WORDS = frozenset("title titel titre titulo headline heading name".split())  # noqa: SIM905 - a line of words
SUBTITLE_WORDS = frozenset("subtitle subheadline deck dek standfirst tagline excerpt lead lede summary intro".split())  # fmt: skip  # noqa: SIM905 - likewise
COUNT_WORDS = frozenset("views view reads read reading time minutes length count counter comments".split())  # noqa: SIM905 - likewise
AUTHOR_WORDS = frozenset(
    ["author", "authors", "byline", "bylines", "writer", "writers", "contributor", "contributors", "by", "auteur", "autor", "autoren", "yazar"]
)  # fmt: skip
TIME_WORDS = frozenset(
    ["date", "dates", "time", "datetime", "timestamp", "published", "publish", "posted", "pubdate", "created", "updated", "modified", "day", "when"]
)  # fmt: skip
TOPIC_WORDS = frozenset(
    ["category", "categories", "cat", "cats", "section", "sections", "kicker", "topic", "topics", "tag", "tags", "tagged", "label", "labels", "eyebrow", "rubric", "terms"]
)  # fmt: skip
BODY_WORDS = frozenset("content body text entry article post story prose essay copy main paragraphs markup".split())  # noqa: SIM905 - a line of words
FIELD_WORDS = {
    "title": TITLE_WORDS,
    "authors": AUTHOR_WORDS,
    "published_at": TIME_WORDS,
    "updated_at": TIME_WORDS,
    "subtitle": SUBTITLE_WORDS,
    "views": COUNT_WORDS,
    "reading_minutes": COUNT_WORDS,
    "comment_count": COUNT_WORDS,
    "categories": TOPIC_WORDS,
    "tags": TOPIC_WORDS,
    "body": BODY_WORDS,
}
# What surrounds a field, of whichever article.
AROUND_WORDS = frozenset(
    ["vcard", "fn", "header", "head", "meta", "info", "details", "article", "post", "entry", "single", "story", "main", "content"]
)  # fmt: skip
# Attributes whose values say what an element holds.
TELLING_ATTRIBUTES = ("itemprop", "rel", "role", "property", "data-testid", "data-test", "data-qa", "data-component", "data-element", "data-type", "data-name", "data-role", "slot")  # fmt: skip
# Tags that say what an element holds; others are said of anything.
TELLING_TAGS = frozenset(
    {"h1", "h2", "h3", "article", "main", "header", "time", "address", "footer", "hgroup", "section"}
)
