"""Words of what a shop sells beside a text, and of what a publisher collects (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. To add a language: its
line in each table.
"""

from collections.abc import Mapping

# The whole text of what buyers press.
BUY: Mapping[str, str] = {
    "en": (
        "(?:buy|order|shop|get it|pre-?order|purchase)(?: (?:it |yours )?(?:now|today|here|online))|add to (?:cart|basket|bag)|"
        "buy (?:the|this|our) (?:book|e-?book|album|print|issue)(?: (?:now|here))?|buy (?:on|from|at) .{1,30}|shop (?:the|our) .{1,30}"
    ),
    "de": "(?:jetzt|hier|online) (?:kaufen|bestellen|vorbestellen)|in den warenkorb|zum (?:shop|warenkorb)|(?:bei|im) .{1,30} (?:kaufen|bestellen)",
    "fr": "acheter(?: maintenant| ici)?|ajouter au panier|commander(?: maintenant)?|précommander",
    "es": "comprar(?: ahora| aquí)?|compra(?: ahora| aquí)|añadir al carrito|agregar al carrito",
    "pt": "comprar(?: agora)?|compre (?:agora|aqui)|adicionar ao carrinho",
    "it": "acquista(?: ora)?|compra (?:ora|qui)|aggiungi al carrello|ordina (?:ora|qui)",
    "nl": "koop nu|nu (?:kopen|bestellen)|bestel (?:nu|hier)|in winkelwagen",
    "sv": "köp (?:nu|här)|lägg i varukorgen",
    "pl": "kup (?:teraz|tutaj)|dodaj do koszyka|zamów teraz",
    "cs": "koupit|do košíku",
    "ru": "купить|в корзину|заказать",
    "tr": "(?:hemen|şimdi) (?:al|satın al)|sepete ekle",
}
# The label of what is sold.
SHOP: Mapping[str, str] = {
    "en": "(?:from|in|visit) (?:our|the) (?:shop|store|bookshop|bookstore)|shop|our (?:shop|store|books)|buy (?:the|our|these) books?",
    "de": "aus unserem (?:shop|laden|verlag)|(?:unser )?shop|unsere bücher",
    "fr": "(?:dans )?notre boutique|boutique|nos livres",
    "es": "(?:de )?nuestra tienda|tienda|nuestros libros",
    "it": "(?:dal )?nostro (?:shop|negozio)|i nostri libri",
}
# What stands behind a share of what is collected, up to the end of a line: `31% of our goal`.
OF_GOAL: Mapping[str, str] = {
    "en": (
        r"of (?:our|the|its|this) (?:[\w'-]+ ){0,2}?(?:goal|target)(?: (?:reached|raised|funded|met|achieved|so far))*|"
        "(?:funded|raised|reached)(?: so far)?"
    ),
    "de": r"(?:unseres|des) (?:\w+ )?\w*(?:ziels|zieles)(?: (?:erreicht|gesammelt|geschafft))?|(?:finanziert|erreicht)",
    "fr": "de (?:notre|l') ?objectif(?: (?:atteint|récolté))?|(?:financé|collecté)",
    "es": "de (?:nuestra|la) meta(?: (?:alcanzada|recaudado))?",
    "pt": "da (?:nossa )?meta(?: (?:alcançada|arrecadado))?",
    "it": "(?:del nostro|dell') ?obiettivo(?: raggiunto)?",
    "nl": "van (?:ons|het) doel(?: bereikt)?",
}
# Between what is collected and what is wanted, and what may stand beside both.
RAISED: Mapping[str, str] = {
    "en": "raised|pledged|donated|collected|funded|goal|target|so far|we have|we've",
    "de": "gesammelt|gespendet|erreicht|ziel|bisher",
    "fr": "récoltés?|collectés?|objectif|déjà",
    "es": "recaudados?|meta|objetivo",
    "pt": "arrecadados?|meta",
    "it": "raccolti|obiettivo",
    "nl": "opgehaald|doel",
}
OUT_OF = r"of|out of|from|/|von|sur|de|di|van|av|z|из"
CURRENCIES = r"[€$£¥₹₽₺]|eur|usd|gbp|chf|kr\.?|zł"
