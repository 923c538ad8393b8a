"""Pages that show nothing of their own until scripts run, and pages that only look so."""

import pytest

from extract.errors import NotAnArticle
from extract.read import read_article

TEXT = "The harbour town has raised its tariffs on grain, and its neighbours ask what comes next. " * 8
SCRIPT = '<script src="/app.js"></script>'
ASKS = "<noscript><p>You need to enable JavaScript to run this app.</p></noscript>"
MENU = '<nav><a href="/">Home</a><a href="/a">About</a></nav>'
COMMENTS = "<noscript>Please enable JavaScript to view the comments powered by Disqus.</noscript>"
ARTICLE = '<meta property="og:type" content="article">'


def page(body, head=""):
    return (
        f"<!DOCTYPE html><html><head><title>How lamps read the night</title>{head}</head><body>{body}</body></html>"
    )


SHELLS = {
    "an empty root": page(f'<div id="root"></div>{ASKS}{SCRIPT}'),
    "a placeholder": page(f'<div id="app"><p>Loading…</p></div>{SCRIPT}{ASKS}'),
    "a root and no message": page(f'{MENU}<div id="__next"></div>{SCRIPT}', ARTICLE),
    "a menu and cookies": page(
        f"{MENU}<div id=app>Loading...</div><p>We use cookies to make this site work well for you.</p>{SCRIPT}",
        ARTICLE,
    ),
    "a message in the page": page(f"<div><p>This site requires JavaScript. Please turn it on.</p></div>{SCRIPT}"),
    "a message in German": page(
        f"<noscript>Bitte aktivieren Sie JavaScript, um die Seite zu sehen.</noscript>{SCRIPT}"
    ),
    "a message in Turkish": page(
        f"<noscript>Lütfen JavaScript'i etkinleştirin.</noscript>{SCRIPT}<div id=app></div>"
    ),
    "Angular": page(f"<app-root></app-root>{SCRIPT}"),
}


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("articles", [r"articles = '/2026/'", ""])
def test_a_shell_needs_a_browser(make_page, make_site, name, articles):
    with pytest.raises(NotAnArticle, match="needs a browser"):
        read_article(make_page(SHELLS[name]), make_site(articles))


WHOLE = {
    "a text beside a message": page(f"<article><h1>Lamps</h1><p>{TEXT}</p></article>{ASKS}{SCRIPT}"),
    "a text in the root": page(f'<div id="root"><article><h1>Lamps</h1><p>{TEXT}</p></article></div>{ASKS}{SCRIPT}'),
    "an essay about JavaScript": page(
        f"<article><h1>Lamps</h1><p>Pages that need JavaScript to be enabled. {TEXT}</p></article>{SCRIPT}"
    ),
    "a short post with comments": page(
        f"<article><h1>Lamps</h1><p>{TEXT[:200]}</p></article>{COMMENTS}<div id=disqus_thread></div>{SCRIPT}"
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_with_a_text_of_its_own_is_no_shell(make_page, make_site, name):
    text = read_article(make_page(WHOLE[name]), make_site(r"articles = '/2026/'")).body_text
    assert TEXT[:150] in text
