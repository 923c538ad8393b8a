"""Labels of an author's own lists of links, at the end of a text or within it (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, without a colon behind it, by
language. To add a language: its line.
"""

from collections.abc import Mapping

OWN_LISTS: Mapping[str, str] = {
    "en": (
        "(?:further|additional|recommended|suggested) readings?|reading list|(?:my |our |the )?(?:sources?|references?)|bibliography|"
        "works cited|citations|(?:foot|end)?notes(?: and (?:references|sources|links))?|(?:useful|external|further|more|helpful)? ?"
        "(?:links|resources)(?: (?:and|&) (?:links|resources|references|sources))?|(?:links|resources|books|papers|articles) "
        "(?:mentioned|cited)(?: .{1,30})?|see also|for more information"
    ),
    "de": (
        "(?:weiterführende|nützliche|externe) (?:links|literatur|informationen)|zum weiterlesen|"
        "literatur(?:hinweise|verzeichnis|tipps|empfehlungen)?|quellen?(?:angaben|verzeichnis|nachweise)?|links(?: zum thema)?|"
        "nachweise|anmerkungen|fußnoten"
    ),
    "fr": "pour aller plus loin|sources?|références|bibliographie|liens(?: utiles| externes)?|notes|ressources",
    "es": (
        "fuentes?|referencias|bibliografía|enlaces(?: externos| de interés)?|lecturas recomendadas|para saber más|recursos|notas"
    ),
    "pt": "fontes?|referências|bibliografia|links(?: úteis| externos)?|leituras? recomendadas?|para saber mais|recursos|notas",
    "it": "font[ie]|riferimenti|bibliografia|link(?: utili| esterni)?|per approfondire|letture consigliate|risorse|note",
    "nl": "bronnen|bronvermelding|referenties|verder lezen|(?:nuttige )?links|literatuur",
    "sv": "källor|referenser|länkar|vidare läsning|läs vidare|lästips",
    "da": "kilder|referencer|links|videre læsning",
    "nb": "kilder|referanser|lenker|videre lesning",
    "fi": "lähteet|viitteet|linkit|lue lisää",
    "pl": "źródła|bibliografia|przypisy|linki|literatura",
    "cs": "zdroje|odkazy|literatura",
    "hu": "források|hivatkozások|irodalom",
    "ru": "источники|ссылки|литература|примечания",
    "uk": "джерела|посилання|література|примітки",
    "tr": "kaynaklar|kaynakça|bağlantılar",
    "ja": "参考文献|参考(?:リンク|資料)?|出典|リンク",
    "zh": "参考(?:文献|资料|链接)|參考(?:文獻|資料)|来源|來源|链接",
    "ko": "참고(?:문헌|자료| ?링크)?|출처|링크",
}
