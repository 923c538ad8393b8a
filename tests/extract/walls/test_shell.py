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


FOOTER = (
    '<div class="site-footer"><p>The Harbour Review is published by the Okoro family and printed on Tarn Island.</p>'
    "<p>All rights reserved. Reproduction only with written permission of the publisher.</p></div>"
)
COOKIES = (
    '<div id="cookie-banner"><p>We and our partners use cookies to keep this site safe, to count our visitors and to '
    "show you advertising that fits. You can change your choice at any time in the settings, where every partner is "
    "listed with the purposes for which it asks, and with the time after which it forgets you again.</p></div>"
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
    "Angular with a spinner": page(f'<app-root><div class="spinner"><p>Please wait</p></div></app-root>{SCRIPT}'),
    "a custom element": page(f"{MENU}<harbour-app></harbour-app>{SCRIPT}", ARTICLE),
    "Vue": page(
        f"<div id=\"app\"></div>{SCRIPT}<noscript><strong>We're sorry but this doesn't work without JavaScript "
        "enabled. Please enable it to continue.</strong></noscript>"
    ),
    "Gatsby": page(
        f'<noscript id="gatsby-noscript">This app works best with JavaScript enabled.</noscript>'
        f'<div id="___gatsby"><div id="gatsby-focus-wrapper"></div></div>{SCRIPT}'
    ),
    "Ember": page('<script src="/assets/vendor.js"></script><script src="/assets/app.js"></script>'),
    "Svelte": page(f'<div id="svelte"></div>{SCRIPT}'),
    "Blazor": page(
        f'<div id="app">Loading...</div><div id="blazor-error-ui">An unhandled error has occurred. '
        f'<a href="" class="reload">Reload</a></div>{SCRIPT}'
    ),
    "a skeleton under a menu": page(
        f'<div id="__next">{MENU}<main><p class="skeleton-title"></p><p class="skeleton"></p></main>{FOOTER}'
        f"</div>{SCRIPT}",
        ARTICLE,
    ),
    "a spinner, menu, footer and cookies": page(
        f'{MENU}<div id="root"><div class="spinner">Loading...</div></div>{FOOTER}{COOKIES}{SCRIPT}', ARTICLE
    ),
    "a spinner without a script": page(
        f'{MENU}<div id="root"><div class="spinner">Loading...</div></div>{FOOTER}', ARTICLE
    ),
    "an empty main": page(f'{MENU}<main id="main"></main>{FOOTER}{COOKIES}{SCRIPT}', ARTICLE),
    "loading in French": page(f'{MENU}<div id="app"><p>Chargement en cours…</p></div>{FOOTER}{SCRIPT}', ARTICLE),
    "a headline that asks": page(
        f"<div><h1>JavaScript is not available.</h1><p>Please enable JavaScript, or use another browser.</p></div>"
        f"{SCRIPT}"
    ),
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
    "a text below a loading sign": page(
        f'<div id="preloader"><p class="spinner">Loading...</p></div><main><h1>Lamps</h1><p>{TEXT}</p></main>{SCRIPT}'
    ),
    "a short post beside an empty root": page(
        f'{MENU}<article><h1>Lamps</h1><p>{TEXT[:350]}</p></article><div id="app"></div>{FOOTER}{COOKIES}{SCRIPT}'
    ),
    "a short post and an empty widget": page(
        f'{MENU}<main><h1>Lamps</h1><p>{TEXT[:350]}</p></main><div id="chat-root"></div>{SCRIPT}'
    ),
    "a page without scripts": page(f"{MENU}<main><p>{TEXT[:200]}</p></main>"),
    "a short post with comments": page(
        f"<article><h1>Lamps</h1><p>{TEXT[:200]}</p></article>{COMMENTS}<div id=disqus_thread></div>{SCRIPT}"
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_with_a_text_of_its_own_is_no_shell(make_page, make_site, name):
    text = read_article(make_page(WHOLE[name]), make_site(r"articles = '/2026/'")).body_text
    assert TEXT[:150] in text
