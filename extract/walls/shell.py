"""Recognises a client-side shell: a page that shows nothing of its own until scripts run (pure).

It asks for JavaScript, or has an empty element where an application writes or a sign that it is loading, and beside
these hardly any prose: menus, a footer, a notice of cookies.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from extract.html import UNSEEN, text_of
from extract.page import Page
from extract.walls.visible_text import LANDMARKS, VisibleText

# In characters. What a shell shows besides: its menu, "Loading…", a line on cookies.
MAX_PROSE = 300
MAX_PLACEHOLDER = 60
MIN_BLOCK = 40

# The ids that the starters of React, Vue, Next, Nuxt, Gatsby, Angular, Ember, Svelte, Quasar, Docusaurus, Blazor,
# Elm and others write. Applications of these ids are the whole page.
_ROOTS = frozenset({
    "root", "app", "__next", "__nuxt", "__layout", "___gatsby", "gatsby-focus-wrapper", "app-root", "react-root",
    "ember-app", "ember-basic-dropdown-wormhole", "svelte", "q-app", "__docusaurus", "elm", "app-mount",
    "app-container", "react-app", "reactroot", "vue-app", "vue-root", "application", "main-app", "mount",
    "notion-app", "app-wrapper", "app-content", "page-root", "site-root", "blazor-app", "container-root", "mainapp",
    "ng-app", "ng-view",
})  # fmt: skip
# Where a page has its text: empty in a shell whose menu and footer come from the server.
_MAINS = frozenset({"main", "content", "main-content", "page-content", "article", "router-view", "view", "page"})
# Elements that an application's own script fills.
_ROOT_TAGS = re.compile(
    r"(?:app|my|ion|main|site|page|router|blog|web|news)-[a-z-]{1,30}|[a-z]{1,20}-(?:app|root|outlet|shell)"
)
_LOADING_WORDS = re.compile(
    r"(?:^|[\s_-])(?:load(?:ing|er)|spinner|skeleton|shimmer|placeholder-glow|preloader|lds-\w+|splash(?:-screen)?)",
    re.IGNORECASE,
)
_LOADING_TEXT = re.compile(
    r"(?:please wait|loading|lädt|wird geladen|bitte warten|charg(?:ement|ing)|cargando|carregando|caricamento|laden|"
    r"yükleniyor|загрузка|завантаження|wczytywanie|ładowanie|laddar|indlæser|laster|ladataan|読み込み中|加载中|載入中|"
    r"로딩|جار(?:ي|ٍ) التحميل|טוען)\W*(?:\w+\W*){0,4}",
    re.IGNORECASE,
)
# The word itself is written so in every language. Beside it stands one for to need, to turn on or to be turned off.
_NEEDS = (
    r"(?:need|enable|require|turn(?:ed)? (?:on|off)|disabled|not available|works best|activate|without|aktivier|"
    r"benötigt|"
    r"erforderlich|activ|désactivé|nécessaire|habilit|necesar|necesita|requiere|ativ|abilit|attiv|richiede|inschakel|"
    r"włącz|включ|увімк|etkinleştir|gerek|povol|zapn|aktiver|slå på|启用|開啟|啟用|有効|사용|تفعيل|הפעל)"
)
_ASKS = re.compile(rf"{_NEEDS}.{{0,60}}java-?script|java-?script.{{0,60}}{_NEEDS}", re.DOTALL)
# Comments and videos of other sites ask for JavaScript in pages that are whole.
_OF_A_PART = re.compile(r"comment|disqus|video|player|poll|map\b|kommentar|commentaire|comentario|yorum")
# What stands around the text, by class or id.
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:site-?|page-?|main-?|app-?|top-?)?(?:footer|header|nav(?:bar|igation)?|menu|sidebar|cookies?|consent|gdpr|"
    r"newsletter|copyright|imprint|legal|modal|popup|banner|breadcrumbs?|skip-?link|topbar|noscript|no-?js|js-?disabled|"
    r"error-ui)(?:$|[\s_-])"
)


def is_shell(page: Page) -> bool:
    """Tell whether a page shows nothing of its own until scripts run.

    It is asked only of pages in which no text, or hardly any, was found: a shell may carry its text as data.
    """
    prose = VisibleText(page).prose(min_block=MIN_BLOCK, banner=_FRAME)
    shown = 0
    for text in prose:
        shown += len(text) if "javascript" not in text else 0
        if shown > MAX_PROSE:
            return False
    has_scripts = any(script.get("src") or script.text for script in page.tree.iter("script"))
    roots = list(_empty_roots(page))
    if has_scripts and (roots or _asks_for_scripts(page)):
        return True
    return any(map(_is_loading, roots)) or (has_scripts and _is_bare(page))


def _empty_roots(page: Page) -> Iterator[HtmlElement]:
    """Yield the elements that an application fills, and that show no more than that they will be filled."""
    body = page.tree.find("body")
    has_text = page.tree.find(".//article") is not None or page.tree.find(".//h1") is not None
    for element in () if body is None else body.iter(etree.Element):
        is_whole = element.get("id") in _ROOTS or _is_root_tag(element)
        is_main = not has_text and (
            element.tag == "main" or element.get("role") == "main" or element.get("id") in _MAINS
        )
        if (is_whole or is_main) and _is_empty(element):
            yield element


def _is_root_tag(element: HtmlElement) -> bool:
    return "-" in str(element.tag) and _ROOT_TAGS.fullmatch(str(element.tag)) is not None


def _is_empty(element: HtmlElement) -> bool:
    """Tell whether an element shows a placeholder at most, but for what stands around a text, and no pictures."""
    size = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            size += len((inner.tail or "").strip()) if inner is not element else 0
        elif inner.tag in UNSEEN | LANDMARKS:
            walk.skip_subtree()
            if inner.tag in {"img", "video", "iframe"}:
                return False
        elif inner.tag in {"picture", "article"}:
            return False
        else:
            size += len((inner.text or "").strip())
        if size > MAX_PLACEHOLDER:
            return False
    return True


def _is_loading(root: HtmlElement) -> bool:
    """Tell whether an empty element says that it is loading, in words or by the class of what it shows."""
    if _LOADING_TEXT.fullmatch(text_of(root)):
        return True
    return any(_LOADING_WORDS.search(element.get("class", "")) for element in root.iter(etree.Element))


def _is_bare(page: Page) -> bool:
    """Tell whether the body has scripts and nothing else, as those of Ember, Flutter and Elm."""
    body = page.tree.find("body")
    return body is not None and _is_empty(body) and text_of(body) == "" and body.find(".//svg") is None


def _asks_for_scripts(page: Page) -> bool:
    """Tell whether a `noscript`, or a short text outside of any article, asks for JavaScript for the whole page."""
    texts = [" ".join(element.itertext()).lower() for element in page.tree.iter("noscript")]
    headings = [text_of(heading).lower() for heading in page.tree.iter("h1")]
    if page.tree.find(".//article") is None and all("javascript" in heading for heading in headings):
        texts += VisibleText(page).prose(min_block=len("javascript"))
    return any(_ASKS.search(text) and not _OF_A_PART.search(text) for text in texts if len(text) <= MAX_PROSE)
