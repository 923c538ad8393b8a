"""Consent walls: pages that hold nothing but the question whether a reader may be followed (pure).

The same question stands on most articles, in a box that covers them; so a wall must have it, offer a choice, and say
nothing else. To teach another language: add how it asks, what it offers, and of what it speaks.
"""

import re
from urllib.parse import urlsplit

from extract.html import text_of
from extract.text import fold_text
from extract.walls.visible_text import VisibleText

# Lists of partners and purposes can be long; a page that does not say so by its name must be short to be a wall.
MOST_WORDS = 12_000
FEW_WORDS = 3000
# What a wall with a wall's name may say of other things: the price of a subscription, who publishes this.
MOST_PROSE = 400
# On a page with another name a caption is enough to make it something else.
LEAST_PROSE = 40

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
# Of consent managers; it stands on articles too.
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
SUBJECT = re.compile(
    r"cookie|consent|privacy|personal data|partner|advert|zustimm|einwillig|datenschutz|werbung|personenbezogen"
    r"|confidentialit|vie privée|données|publicité|privacidad|socios|datos|publicidad|riservatezza|dati|pubblicità"
    r"|parceiros|dados|publicidade|gegevens|advertent|çerez|gizlilik|reklam|prywatno|danych"
)
BOX = re.compile(r"consent|cookie|gdpr|onetrust|didomi|qc-cmp|sp_message|usercentrics|privacy")


def is_consent_wall(glance: VisibleText) -> bool:
    """Tell whether a page asks for consent and is nothing else."""
    named = not glance.says_it_is_an_article and (_is_address(glance.page.url) or not NAMES.isdisjoint(glance.names))
    words = glance.words(MOST_WORDS if named else FEW_WORDS)
    if words is None or not (named or any(mark in glance.source for mark in CODE)):
        return False
    if sum(question in words for question in QUESTIONS) < 2 or not _offers_a_choice(glance):
        return False
    return _says_else(glance, 80) <= MOST_PROSE if named else not _says_else(glance, LEAST_PROSE)


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return bool(HOST.search(parts.hostname or "") or PATH.search(parts.path))


def _offers_a_choice(glance: VisibleText) -> bool:
    """Tell whether there is something to press: two walls of three can be refused only on another page."""
    pressed = glance.page.tree.iter("button", "a", "input")
    return any(CHOICES.search(fold_text(f"{text_of(one)} {one.get('value', '')}")[:60]) for one in pressed)


def _says_else(glance: VisibleText, least: int) -> int:
    """Return how many characters of prose, outside of the box, speak of something else."""
    return sum(len(text) for text in glance.prose(least=least, box=BOX) if not SUBJECT.search(text))
