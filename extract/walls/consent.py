"""Recognises consent walls: pages that show nothing but a request for consent to cookies and tracking (pure).

Most articles show the same request, in a banner; so a wall must have the request and a button, and no other text. To
add a language: its words in NAMES, QUESTIONS, CHOICES and SUBJECTS.
"""

import re
from urllib.parse import urlsplit

from extract.html import text_of
from extract.text import fold_text
from extract.walls.visible_text import VisibleText

# All in characters. A wall's lists of partners and purposes can be long; a page without a wall's title or URL must be
# short to be one.
MAX_TEXT = 12_000
MAX_TEXT_WITHOUT_NAME = 3000
# A wall with a wall's title or URL may have some prose on other subjects: the price of a subscription, the publisher.
MAX_OTHER_PROSE = 400
MIN_PROSE_BLOCK = 80
# Without them, a caption on another subject is enough for it to be no wall.
MIN_PROSE_BLOCK_WITHOUT_NAME = 40

HOST = re.compile(r"^(?:consent|guce|cmp|cookiewall|privacy-?gate|myprivacy)\.")
PATH = re.compile(r"/(?:consent|cookie-?wall|privacy-?wall|privacy-?gate|collectconsent|zustimmung)(?:[/.]|$)")
NAMES = frozenset({
    "before you continue", "before you continue to google", "before you continue to youtube", "we value your privacy",
    "your privacy", "your privacy choices", "your privacy is important to us", "we care about your privacy",
    "we use cookies", "cookie consent", "cookie settings", "cookie preferences", "cookie wall", "privacy settings",
    "bevor sie fortfahren", "ihre privatsphäre", "ihre privatsphäre ist uns wichtig",
    "wir schätzen ihre privatsphäre", "cookies zustimmen", "datenschutzeinstellungen",
    "cookie-einstellungen", "privatsphäre-einstellungen",
    "avant de continuer", "votre vie privée", "nous respectons votre vie privée", "votre consentement",
    "le respect de votre vie privée est notre priorité", "antes de continuar", "su privacidad", "tu privacidad",
    "valoramos su privacidad", "valoramos tu privacidad", "prima di continuare", "la tua privacy",
    "rispettiamo la tua privacy", "a sua privacidade", "valorizamos a sua privacidade", "voordat je verdergaat",
    "jouw privacy", "uw privacy", "wij geven om uw privacy", "devam etmeden önce", "gizliliğiniz", "twoja prywatność",
})  # fmt: skip
# Code of consent managers, which articles have too.
CODE = (
    "cdn.privacy-mgmt.com", "sp_message_", "cdn.cookielaw.org", "onetrust-consent-sdk", "sdk.privacy-center.org",
    "didomi-", "usercentrics", "quantcast.mgr.consensu.org", "cmp.quantcast.com", "qc-cmp2", "consentmanager.net",
    "consent.cookiebot.com", "cybotcookiebot", "consent.trustarc.com", "contentpass", "cmp.inmobi.com", "iubenda-cs",
)  # fmt: skip
QUESTIONS = (
    "access information on", "personalised advert", "personalized advert", "personalised ads", "personalized ads",
    "process personal data", "our partners", "legitimate interest", "use cookies", "uses cookies",
    "wir und unsere", "unsere partner", "personenbezogene daten", "verwenden cookies", "personalisierte anzeigen",
    "personalisierte werbung", "personalisierter werbung", "berechtigtes interesse", "nos partenaires",
    "utilisons des cookies", "données personnelles", "intérêt légitime", "nuestros socios", "utilizamos cookies",
    "datos personales", "nostri partner", "utilizziamo i cookie", "utilizziamo cookie", "dati personali",
    "nossos parceiros", "dados pessoais", "onze partners", "gebruiken cookies", "persoonsgegevens",
    "çerez kullan", "çerezleri kullan", "kişisel veri", "nasi partnerzy", "danych osobowych",
)  # fmt: skip
CHOICES = re.compile(
    r"accept|agree|reject|deny|refuse|allow all|consent|continue|akzeptier|annehmen|zustimm|ablehn|einverstanden"
    r"|refuser|continuer|acept|rechaz|acconsent|accett|rifiut|aceit|rejeit|akkoord|weiger|kabul|onayl|reddet|akcept"
    r"|zgadzam|odrzu"
)
SUBJECTS = re.compile(
    r"cookie|consent|privacy|personal data|partner|advert|zustimm|einwillig|datenschutz|werbung|personenbezogen"
    r"|confidentialit|vie privée|données|publicité|privacidad|socios|datos|publicidad|riservatezza|dati|pubblicità"
    r"|parceiros|dados|publicidade|gegevens|advertent|çerez|gizlilik|reklam|prywatno|danych"
)
BANNER = re.compile(r"consent|cookie|gdpr|onetrust|didomi|qc-cmp|sp_message|usercentrics|privacy")


def is_consent_wall(visible: VisibleText) -> bool:
    """Tell whether a page requests consent and shows nothing else."""
    has_name = not visible.declares_article and (
        _is_wall_url(visible.page.url) or not NAMES.isdisjoint(visible.names)
    )
    text = visible.text(MAX_TEXT if has_name else MAX_TEXT_WITHOUT_NAME)
    # The text is far shorter than the source.
    if text is None or sum(question in text for question in QUESTIONS) < 2:
        return False
    if not (has_name or any(code in visible.source for code in CODE)) or not _has_choice(visible):
        return False
    if has_name:
        return _other_prose(visible, MIN_PROSE_BLOCK) <= MAX_OTHER_PROSE
    return not _other_prose(visible, MIN_PROSE_BLOCK_WITHOUT_NAME)


def _is_wall_url(url: str) -> bool:
    parts = urlsplit(url)
    return bool(HOST.search(parts.hostname or "") or PATH.search(parts.path))


def _has_choice(visible: VisibleText) -> bool:
    """Tell whether a button or link accepts or refuses; two walls of three can be refused only on another page."""
    controls = visible.page.tree.iter("button", "a", "input")
    return any(
        CHOICES.search(fold_text(f"{text_of(control)} {control.get('value', '')}")[:60]) for control in controls
    )


def _other_prose(visible: VisibleText, min_block: int) -> int:
    """Return the number of characters, outside of the banner, in blocks of prose on another subject."""
    return sum(len(text) for text in visible.prose(min_block=min_block, banner=BANNER) if not SUBJECTS.search(text))
