"""Error pages that answer 200: nothing found, nothing working, nothing set up yet (pure).

To teach another language: add how it names a page that is not there.
"""

import re

from extract.walls.visible_text import VisibleText

# A server or a blog that breaks says one or two sentences.
FEW_WORDS = 400
# A trace of calls can be long, and so is the page that a server shows before it has another.
MANY_WORDS = 4000
# A page in the site's dress may recommend others.
MOST_PROSE = 300

# The title or a part of it, and the headline, both of them.
NAMES = frozenset({
    "page not found", "not found", "not found!", "404", "404 not found", "404 page not found", "404: page not found",
    "404: not found", "error 404", "404 error", "error", "error 404 (not found)!!1", "oops!", "oops",
    "oops! that page can't be found.", "that page can't be found.", "this page can't be found", "page doesn't exist",
    "this page doesn't exist", "the page you requested could not be found", "page cannot be found", "nothing found",
    "the requested url was not found on this server", "sorry, this page isn't available",
    "403 forbidden", "forbidden", "500 internal server error", "internal server error", "502 bad gateway",
    "bad gateway", "503 service unavailable", "503 service temporarily unavailable", "service unavailable",
    "504 gateway time-out", "504 gateway timeout", "gateway timeout", "410 gone", "400 bad request", "bad request",
    "429 too many requests", "too many requests", "site maintenance", "maintenance", "under maintenance",
    "maintenance mode", "we'll be back soon!", "website under maintenance",
    "seite nicht gefunden", "nicht gefunden", "seite wurde nicht gefunden", "fehler 404", "404 fehler",
    "wartungsmodus", "wartungsarbeiten",
    "page introuvable", "page non trouvée", "erreur 404", "404 page non trouvée", "maintenance en cours",
    "página no encontrada", "no encontrado", "error 404: página no encontrada", "en mantenimiento",
    "pagina non trovata", "errore 404", "non trovato", "sito in manutenzione",
    "página não encontrada", "página não encontrada!", "erro 404", "não encontrado", "em manutenção",
    "pagina niet gevonden", "niet gevonden",
    "sayfa bulunamadı", "bulunamadı", "aradığınız sayfa bulunamadı",  # noqa: RUF001 - as Turkish is written
    "страница не найдена", "ошибка 404", "не найдено", "сторінку не знайдено", "nie znaleziono strony",
    "strona nie została znaleziona", "błąd 404", "sidan hittades inte", "sidan kunde inte hittas",
    "siden blev ikke fundet", "siden ble ikke funnet", "sivua ei löytynyt", "stránka nenalezena",
    "stránka nebyla nalezena", "az oldal nem található", "pagina nu a fost găsită", "η σελίδα δεν βρέθηκε",
    "ページが見つかりません", "お探しのページは見つかりませんでした",
    "页面未找到", "找不到页面", "頁面不存在", "页面不存在",
    "페이지를 찾을 수 없습니다", "الصفحة غير موجودة", "העמוד לא נמצא", "halaman tidak ditemukan",
})  # fmt: skip
# What a broken blog, its database or its server says; as good as the whole page.
BROKEN = (
    "error establishing a database connection", "there has been a critical error on this website",
    "there has been a critical error on your website", "briefly unavailable for scheduled maintenance",
    "fehler beim aufbau einer datenbankverbindung", "es gab einen kritischen fehler auf deiner website",
    "kurzzeitig wegen wartungsarbeiten nicht verfügbar", "erreur lors de la connexion à la base de données",
    "il y a eu une erreur critique sur ce site", "brièvement indisponible pour cause de maintenance",
    "error al establecer una conexión con la base de datos", "ha habido un error crítico en esta web",
    "errore nello stabilire una connessione al database", "si è verificato un errore critico sul tuo sito",
    "erro ao estabelecer uma conexão com o banco de dados",
    "veritabanı bağlantısı kurulurken",  # noqa: RUF001 - as Turkish is written
    "the site is experiencing technical difficulties", "database error: unable to connect to the database",
    "application error: a client-side exception has occurred", "no input file specified.",
    "the server encountered an internal error or misconfiguration", "the page you are looking for is temporarily",
    "the upstream server is temporarily unavailable", "upstream connect error or disconnect/reset before headers",
)  # fmt: skip
# What a web server shows that nobody has set up, or a name that nobody uses.
UNUSED = (
    "if you see this page, the nginx web server is successfully installed", "test the proper operation of the nginx",
    "this is the default welcome page used to test the correct operation of the apache2 server",
    "used to test the proper operation of the apache", "this is the default web page for this server",
    "the web server software is running but no content has been added", "this domain is parked",
)  # fmt: skip
PHP = re.compile(
    r"^(?:php )?(?:recoverable )?(?:fatal|parse) error\b.{0,2000}? in \S+\.(?:php|inc)(?: ?:\d+| on line \d)"
)


def is_error_page(glance: VisibleText) -> bool:
    """Tell whether a page says that there is nothing to be had, whatever its status says."""
    return not glance.says_it_is_an_article and (_names_an_error(glance) or _is_broken(glance))


def _names_an_error(glance: VisibleText) -> bool:
    if NAMES.isdisjoint(glance.titles):
        return False
    # A page without headlines says it in its title alone, and hardly anything besides.
    if not glance.headlines:
        return glance.words(FEW_WORDS) is not None
    return not NAMES.isdisjoint(glance.headlines) and sum(map(len, glance.prose())) <= MOST_PROSE


def _is_broken(glance: VisibleText) -> bool:
    words = glance.words(MANY_WORDS)
    if words is None:
        return False
    if len(words) <= FEW_WORDS and any(sentence in words for sentence in BROKEN):
        return True
    unused = any(sentence in words for sentence in UNUSED)
    return unused or (not glance.headlines and PHP.search(words) is not None)
