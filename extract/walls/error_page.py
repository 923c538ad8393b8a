"""Recognises error pages that answer 200: not found, out of order, not set up (pure).

To add a language: its titles of missing pages in NAMES, its messages in BROKEN.
"""

import re

from extract.walls.visible_text import VisibleText

# All in characters. A server or a blog that is out of order shows one or two sentences.
MAX_TEXT = 400
# A stack trace can be long, and so is the default page of a web server.
MAX_LONG_TEXT = 4000
# An error page in the site's layout may recommend articles.
MAX_PROSE = 300

# Both the title (or a part of it) and the headline must be one of these.
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
    "maintenance mode", "we'll be back soon!", "website under maintenance", "site under maintenance",
    "server error", "server error (500)", "500 server error", "application error", "internal error", "runtime error",
    "database error", "proxy error", "502 proxy error", "500 error", "502 error", "503 error", "504 error",
    "503 backend fetch failed", "error 503 backend fetch failed", "http status 500 – internal server error",  # noqa: RUF001 - as Tomcat writes it
    "http status 503 – service unavailable", "508 resource limit is reached", "resource limit is reached",  # noqa: RUF001 - as above
    "we're sorry, but something went wrong.", "we're sorry, but something went wrong (500)",
    "whoops, looks like something went wrong.", "error: the request could not be satisfied",
    "the request could not be satisfied.", "account suspended", "this account has been suspended.",
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
# Messages of a blog, database or server that is out of order.
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
    "no server is available to handle this request", "the website encountered an unexpected error. please try again",
    "is currently under maintenance. we should be back shortly", "error reading from remote server",
    "guru meditation:", "server error in '/' application", "resource limit is reached", "too many connections",
    "could not connect to mysql", "could not connect to database", "mysqli_connect():", "mysqli_real_connect():",
    "mysqli::__construct():", "pdo::__construct():", "sqlstate[hy000]", "fastly error: unknown domain",
    "this web app is stopped", "generated by cloudfront (cloudfront)",
)  # fmt: skip
# Texts of a web server that is not set up, and of a parked domain.
NOT_SET_UP = (
    "if you see this page, the nginx web server is successfully installed", "test the proper operation of the nginx",
    "this is the default welcome page used to test the correct operation of the apache2 server",
    "used to test the proper operation of the apache", "this is the default web page for this server",
    "the web server software is running but no content has been added", "this domain is parked",
)  # fmt: skip
PHP_ERROR = re.compile(
    r"^(?:php )?(?:recoverable )?(?:fatal|parse) error\b.{0,2000}? in \S+\.(?:php|inc)(?: ?:\d+| on line \d)"
)


# PHP writes where a program ended into the page, which ends there.
PHP_END = re.compile(
    r"<b>(?:recoverable )?(?:fatal|parse) error</b>:.{0,3000}? in <b>[^<]{1,500}</b> on line <b>\d+</b><br ?/?>\s*\Z",
    re.DOTALL,
)
MAX_PHP_END = 4000


def is_error_page(visible: VisibleText) -> bool:
    """Tell whether a page is an error page, whatever its status."""
    return _ends_in_php_error(visible) or _is_error_page(visible)


def _ends_in_php_error(visible: VisibleText) -> bool:
    """Tell whether the program that writes the page ended within it, so that even an article is not all there."""
    return PHP_END.search(visible.source_end(MAX_PHP_END)) is not None


def _is_error_page(visible: VisibleText) -> bool:
    return not visible.declares_article and (_is_named_as_error(visible) or _is_broken(visible))


def _is_named_as_error(visible: VisibleText) -> bool:
    if NAMES.isdisjoint(visible.titles):
        return False
    # Without a headline the title alone tells it, if there is hardly any text.
    if not visible.headlines:
        return visible.text(MAX_TEXT) is not None
    return not NAMES.isdisjoint(visible.headlines) and sum(map(len, visible.prose())) <= MAX_PROSE


def _is_broken(visible: VisibleText) -> bool:
    text = visible.text(MAX_LONG_TEXT)
    if text is None:
        return False
    if len(text) <= MAX_TEXT and any(message in text for message in BROKEN):
        return True
    is_not_set_up = any(sentence in text for sentence in NOT_SET_UP)
    return is_not_set_up or (not visible.headlines and PHP_ERROR.search(text) is not None)
