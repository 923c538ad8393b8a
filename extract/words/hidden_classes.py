"""Classes that hide an element, and words of what readers can open (values only).

Regular expressions over whole words of a class or id in lower case, with a `-` between them: `sr_only`, `SrOnly` and
`c-sr-only` all hold `sr-only`. Digits are left out.
"""

# For screen readers alone: Bootstrap, Tailwind, Bulma, Foundation, WordPress, Drupal, Angular, jQuery UI, Carbon,
# Salesforce, PatternFly, GOV.UK, USWDS, PrimeNG, Elastic, MUI, Elementor, UIkit.
SCREEN_READER = (
    r"sr-only|sr-only-focusable|only-sr|for-sr|show-for-sr|sr-text|visually-?hid(?:den|e)(?:-focusable|-text)?|"
    r"hid(?:den|e)-visually|vis(?:ually)?-?hidden|visually-only|screen-?readers?(?:-(?:text|only|response|hint))?|"
    r"(?:for|only)-screen-?readers?|screen-only|assistive-?text|hidden-accessible|accessib(?:le|ly|ility)-hidden|"
    r"a-?y-(?:hidden|only|text|visually-hidden)|element-invisible|element-hidden|helper-hidden|hidden-text|"
    r"text-hidden|ada-hidden|wcag-hidden|aria-only|at-only|aural-only|off-?screen(?:-text)?"
)
# A class that is one of these words as a whole.
SCREEN_READER_CLASSES = frozenset({"vh", "sr", "offscreen", "off-screen", "audible"})

# Classes that take an element from the page; a class beside it may show it again on some screens.
HIDING_CLASSES = frozenset({
    "d-none", "display-none", "display_none", "hidden", "hide", "invisible", "is-hidden", "js-hidden", "ng-hide",
    "no-display", "nodisplay", "noshow", "tw-hidden", "u-d-none", "u-hidden", "u-hide", "uk-hidden", "uk-invisible",
    "visibility-hidden", "x-hidden",
})  # fmt: skip
# Text beside a word while a pointer rests on it.
TOOLTIP_CLASSES = frozenset({"tooltip-content", "tooltip-text", "tooltip__text", "tooltip__content", "tooltiptext"})
# Shown on paper alone.
PRINT_CLASSES = frozenset({
    "only-print", "print-only", "printonly", "show-for-print", "u-print-only", "visible-print", "visible-print-block",
    "visible-print-inline",
})  # fmt: skip
# `d-md-block`, `md:flex`, `hidden-xs`, `lg:inline`: hidden on some screens only.
SHOWN_ON_SOME = (
    r"d-(?:xs|sm|md|lg|xl|xxl)-(?!none)\S+|(?:xs|sm|md|lg|xl|\dxl|tablet|desktop|mobile|min-\S+|max-\S+|@\S+):"
    r"!?(?:block|flex|inline\S*|grid|table\S*|contents|list-item|visible|not-sr-only)|"
    r"(?:show|visible|hidden|hide)-(?:for-)?(?:xs|sm|md|lg|xl|small|medium|large|mobile|tablet|desktop)\S*"
)
# Scripts that let elements appear one by one write these beside a hiding style.
ANIMATIONS = r"wow|aos\S*|animat\w*|fade-?(?:in|up|down)?|reveal\w*|sr-item|invisible|scroll-?reveal|elementor-invisible|gsap\S*"

# What a reader can open or switch to: accordions, answers, tabs, "read more".
OPENABLE = (
    r"accordions?|answers?|collaps\w*|uncollapse\w*|drawer|expand\w*|faqs?|more|more-?text|moretext|panels?|q-?and-?a|"
    r"read-?more|readmore|see-?more|show-?more|load-?more|spoilers?|tabs?|tabpanel|toggl\w*|disclosure|details|slide|"
    r"slides|unfold\w*|fold\w*|truncat\w*|reveal|rest|full-?text|fulltext|remaining|continue|hidden-content|transcript"
)
# Notes that a script shows beside their mark.
NOTES = r"foot-?notes?|end-?notes?|side-?notes?|margin-?notes?|fn|fnref|references|bigfoot\S*|easy-?footnotes?\S*"
# Fonts whose icons are words.
ICON_FONTS = r"material-(?:icons?|symbols)\S*|icon-ligature"
