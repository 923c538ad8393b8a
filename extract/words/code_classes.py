"""Class names of code listings: their gutters of line numbers, lines, toolbars and wrappers (values only).

They are those of Rouge, Pygments, Hugo (Chroma), Hexo, Octopress, Crayon, SyntaxHighlighter, Prism, highlight.js,
Shiki, Expressive Code, CodeColorer, WP-Syntax, google-code-prettify, VitePress and GitHub. Each is a regular
expression over class names in lower case.
"""

# An element with line numbers, if it has nothing else than digits.
GUTTER = (
    r"line[-_]?num(?:ber)?s?|(?<![a-z])(?:linenos?|linenodiv|gutter|blob-num|crayon-nums?|hljs-ln-n(?:umbers)?"
    r"|select-none|unselectable)(?![a-z])|(?<![a-z-])lnt?(?![a-z-])"
)
# An element that holds one line.
LINE = r"(?<![a-z])(?:(?:code|token|ec|view|crayon|hljs-ln|js-file)?-?line|li[0-9]+)(?![a-z])"
# What stands beside the code in its wrapper: the name of the language, and what copies the code.
TOOLBAR = (
    r"toolbar|tool-?box|crayon-tools|(?<![a-z])(?:copy|copied|clipboard)|(?:copy|clipboard)(?![a-z])"
    r"|copy-?(?:code|btn|button)|line-?numbers?-?wrapper|highlight__panel"
    r"|(?<![a-z])(?:code-?)?lang(?:uage)?(?:-?(?:name|label|tag|badge))?(?![a-z-])"
)
# An element around one listing.
WRAPPER = (
    r"highlight|code|syntax|crayon|hljs|prism|shiki|snippet|rouge|listing|terminal|lntd|lntable|chroma|prettyprint"
    r"|blob|gist|(?<![a-z])(?:source|lang(?:uage)?-)"
)
# Parts of the source of a page that has a listing without `pre`.
HINTS = ("<pre", "<PRE", "crayon-", "syntaxhighlighter", "blob-code", "codecolorer", "hljs-ln")
