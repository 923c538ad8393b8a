"""Challenges, consent walls and error pages are refused with their reason, and articles about them are not."""

import pytest

from extract.kind.refusal import BLOCKED_REASONS, refusal_by_content

HARBOUR = "<p>" + "Ferries wait, and harbours wait for ferries, and nobody minds the rain on the quay. " * 8 + "</p>"


def page_of(title, body, head=""):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


CHALLENGES = {
    "cloudflare": page_of(
        "Just a moment...",
        "<h1>site.example</h1><noscript>Enable JavaScript and cookies to continue</noscript>",
        "<script>window._cf_chl_opt={cType:'managed'}</script>",
    ),
    "cloudflare in another language": page_of(
        "Nur einen Moment…",
        "<h1>site.example</h1><p>Dies dauert nicht lang.</p><script>window._cf_chl_opt={}</script>",
    ),
    "cloudflare's block": page_of(
        "Attention Required! | Cloudflare",
        "<div id='cf-error-details'><h1>Sorry, you have been blocked</h1><h2>You cannot reach site.example</h2>"
        "<h2>Why have I been blocked?</h2><p>This website is using a security service to protect itself. What you did"
        " has set it off: a word, a phrase, a malformed request.</p><p>Cloudflare Ray ID: 8f00d</p></div>",
    ),
    "turnstile": page_of(
        "site.example",
        "<p>Verifying you are human.</p><script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"
        "<p>Performance &amp; security by Cloudflare</p>",
    ),
    "datadome": page_of(
        "site.example",
        "<p id=cmsg>Please enable JS and disable any ad blocker</p>"
        "<script>var dd={'host':'geo.captcha-delivery.com'}</script>",
    ),
    "human": page_of(
        "Access to this page has been denied.", "<div id='px-captcha'></div><p>Press &amp; Hold to confirm.</p>"
    ),
    "akamai": page_of(
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http://site.example/x" on this server.'
        "<p>Reference #18.2f1e0b17.1700000000.1a2b3c</p>",
    ),
    "imperva": page_of(
        "",
        "<iframe src='/_Incapsula_Resource?SWUDNSAI=31&amp;incident_id=1-2'>Request unsuccessful. Incapsula incident"
        " ID: 1-2</iframe>",
    ),
    "imperva's other": page_of("Pardon Our Interruption", "<p>Something made us think you were a bot. Sorry.</p>"),
    "sucuri": page_of("You are being redirected...", "<script>sucuri_cloudproxy_js='';</script>"),
    "sucuri's block": page_of(
        "Sucuri WebSite Firewall - Access Denied",
        "<h1>Sucuri Website Firewall</h1><p>Block ID: GEO02</p><a href='https://sucuri.net/'>Sucuri</a>",
    ),
    "aws": page_of("Human Verification", "<div id=captcha-container></div><script>window.gokuProps = {};</script>"),
    "aws without words": page_of("", "<script>window.awsWafCookieDomainList = [];</script><div></div>"),
    "anubis": page_of(
        "Making sure you're not a bot!",
        "<h1 id=title>Making sure you&rsquo;re not a bot!</h1><script id='anubis_challenge'>{}</script>",
    ),
    "ddos-guard": page_of(
        "DDoS-Guard",
        "<h1>Checking your browser before accessing site.example</h1>"
        "<script src='/.well-known/ddos-guard/js-challenge/index.js'></script>",
    ),
    "siteground": page_of("", "", "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=%2Fx'>"),
    "hcaptcha": page_of(
        "Security check",
        "<p>Please verify that you are human.</p><div class='h-captcha'></div><button>Continue</button>",
    ),
    "recaptcha": page_of(
        "site.example",
        "<h1>Are you a robot?</h1><div class='g-recaptcha' data-sitekey=x></div><p>I'm not a robot</p>",
    ),
    "f5": page_of(
        "Request Rejected",
        "The requested URL was rejected. Please consult with your administrator. Your support ID is: 12",
    ),
    "in german": page_of(
        "Sicherheitsprüfung",
        "<h1>Captcha</h1><p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p><div class='g-recaptcha'></div>",
    ),
}
ASKS = (
    "<p>We and our 812 partners store and access information on your device and process personal data, for"
    " personalised advertising and its measurement.</p>"
)
BUTTONS = "<button>Reject all</button><button>Accept all</button>"
CONSENT = {
    "by its title": page_of("Before you continue", f"<h1>site.example</h1>{ASKS}{BUTTONS}"),
    "by its headline": page_of("The Example Review", f"<h1>We value your privacy</h1>{ASKS}{BUTTONS}"),
    "in the site's dress": page_of(
        "Cookie consent | The Example Review",
        f"<nav>{'<a href=/x>World news</a>' * 40}</nav><div>{ASKS}{BUTTONS}</div><footer>{HARBOUR}</footer>",
    ),
    "with a subscription for sale": page_of(
        "Ihre Privatsphäre",
        "<p>Wir und unsere Partner verwenden Cookies und verarbeiten personenbezogene Daten für Werbung.</p>"
        "<p>Oder lesen Sie alles ohne Werbung für 4,99 Euro im Monat, jederzeit kündbar, auf allen Ihren Geräten.</p>"
        "<button>Zustimmen und weiter</button>",
    ),
    "sourcepoint": page_of(
        "An article's own title",
        f"<div id='sp_message_container_1'>{ASKS}{BUTTONS}</div><script src='https://cdn.privacy-mgmt.com/x.js'></script>",
        "<meta property='og:type' content='article'>",
    ),
    "didomi": page_of("X", f"<div id='didomi-host' class='didomi-popup'>{ASKS}<a>Accepter &amp; fermer</a></div>"),
    "onetrust": page_of("X", f"<div id='onetrust-consent-sdk'>{ASKS}{BUTTONS}</div>"),
    "quantcast": page_of("X", f"<div class='qc-cmp2-container'>{ASKS}<button>AGREE</button></div>"),
    "usercentrics": page_of("X", f"<div id='usercentrics-root'>{ASKS}{BUTTONS}</div>"),
    "in french": page_of(
        "Votre consentement",
        "<p>Avec votre accord, nos partenaires et nous utilisons des cookies et vos données personnelles.</p>"
        "<a href=#>Continuer sans accepter</a><button>Accepter</button>",
    ),
}
ERRORS = {
    "database": page_of(
        "Database Error", "<div class='wp-die-message'><h1>Error establishing a database connection</h1></div>"
    ),
    "wordpress": page_of(
        "WordPress &rsaquo; Error",
        "<p>There has been a critical error on this website.</p><p><a href=x>Learn more.</a></p>",
    ),
    "maintenance": page_of(
        "Maintenance", "<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>"
    ),
    "nginx": page_of("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>"),
    "nginx unused": page_of(
        "Welcome to nginx!",
        "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed"
        " and working. Further configuration is required.</p>",
    ),
    "apache unused": page_of(
        "Apache2 Debian Default Page: It works",
        "<p>This is the default welcome page used to test the correct operation of the Apache2 server after"
        " installation.</p>",
    ),
    "php": "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function the_field() in"
    " <b>/var/www/html/wp-content/themes/x/single.php</b>:12\nStack trace:\n#0 {main} on line <b>12</b><br />",
    "bare": page_of("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"),
    "without headline": page_of("Page not found", "<p>Sorry.</p>"),
    "in the site's dress": page_of(
        "Page not found – The Example Review",  # noqa: RUF001 - as written
        f"<nav>{'<a href=/x>World news and views</a>' * 80}</nav><h1>Oops! That page can’t be found.</h1>"  # noqa: RUF001 - as written
        f"<p>Try a search.</p><aside>{HARBOUR}</aside>",
    ),
    "in german": page_of("Seite nicht gefunden | X", "<h1>404</h1><p>Die Seite gibt es nicht mehr.</p>"),
    "in french": page_of("Page introuvable - X", "<h2>Page introuvable</h2>"),
    "in turkish": page_of("Sayfa bulunamadı – X", "<h1>404</h1>"),  # noqa: RUF001 - as written
    "in japanese": page_of("ページが見つかりません | X", "<h1>ページが見つかりません</h1>"),
    "in russian": page_of("Страница не найдена — X", "<h1>Ошибка 404</h1>"),
}


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        pytest.param(html, reason, id=f"{reason}: {name}")
        for reason, pages in {"challenge": CHALLENGES, "consent wall": CONSENT, "error page": ERRORS}.items()
        for name, html in pages.items()
    ],
)
def test_a_wall_is_refused_with_its_reason(make_page, html, reason):
    assert refusal_by_content(make_page(html)) == reason


@pytest.mark.parametrize(
    "url",
    [
        "https://consent.site.example/collectConsent?sessionId=1",
        "https://www.site.example/consent/tcf/2026/02/slug/",
        "https://www.site.example/zustimmung?url=x",
    ],
)
def test_a_consent_wall_is_recognised_by_its_url(make_page, url):
    html = page_of("The Example Review", f"<h1>The Example Review</h1>{ASKS}{BUTTONS}")
    assert refusal_by_content(make_page(html, url=url)) == "consent wall"
    assert refusal_by_content(make_page(html)) is None


BANNER = f"<div id='onetrust-consent-sdk' class='cookie-banner'><h2>We value your privacy</h2>{ASKS}{BUTTONS}</div>"
WIDGETS = (
    "<form><textarea></textarea><div class='h-captcha'></div><div class='g-recaptcha'></div>"
    "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>Verify you are human</form>"
    "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
    "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script><script src='https://js.datadome.co/tags.js'></script>"
)
ARTICLES = {
    "about a guard": page_of(
        "Just a moment...: how one company guards the web",
        "<h1>Just a moment...</h1><p>You know the sentence: “Checking your browser before accessing”. One company's"
        f" guard asks us to verify you are human, and we obey, dozens of times a week.</p>{HARBOUR}"
        "<p>Sorry, you have been blocked, it says to others, with a Ray ID.</p>",
    ),
    "about captchas": page_of(
        "Are you a robot?", f"<h1>Are you a robot?</h1><p>I am not a robot, I swear to the captcha.</p>{HARBOUR}"
    ),
    "about captchas, in brief": page_of(
        "Are you a robot? - The Example Review",
        "<h1>Are you a robot?</h1><p>Captchas ask us who we are, and the machines have learned to answer.</p>",
    ),
    "named access denied": page_of("Access Denied", f"<h1>Access Denied</h1>{HARBOUR}"),
    "declared as an article": page_of(
        "Attention Required! | Cloudflare",
        "<h1>Attention required!</h1><p>What the guard's page says: sorry, you have been blocked.</p>",
        "<meta property='og:type' content='article'>",
    ),
    "with guards and captchas around it": page_of("Harbours", f"<h1>Harbours</h1>{HARBOUR}{WIDGETS}"),
    "with little text and captchas around it": page_of("A picture", f"<h1>A picture</h1><p>Rain.</p>{WIDGETS}"),
    "with a banner": page_of("Harbours", f"<h1>Harbours</h1>{HARBOUR}{BANNER}"),
    "with a banner and a sentence": page_of(
        "Harbours", f"{BANNER}<h1>Harbours</h1><p>The ferry to the island no longer runs in winter.</p>"
    ),
    "with a banner, without paragraphs": page_of(
        "Harbours", f"{BANNER}<h1>Harbours</h1><div>The ferry<br>no longer runs in winter,<br>it was said.</div>"
    ),
    "that bears the mark of an open banner": page_of(
        "Harbours", f"<div class='cookie-banner-open'><h1>Harbours</h1>{HARBOUR}</div>{BANNER}"
    ),
    "about cookies": page_of(
        "We value your privacy",
        f"<h1>We value your privacy</h1><p>They use cookies with our partners and yours.</p>{HARBOUR}{BANNER}",
    ),
    "about a missing page": page_of("Page not found", f"<h1>Page not found</h1>{HARBOUR}"),
    "called 404": page_of("404 | The Example Review", f"<h1>404</h1><div>{HARBOUR}</div>"),
    "about a broken database": page_of(
        "How blogs break", f"<h1>How blogs break</h1><p>“Error establishing a database connection”.</p>{HARBOUR}"
    ),
    "about a fatal error": page_of(
        "Debugging", "<h1>Fatal error</h1><p>Fatal error: Uncaught Error in /x/y.php:12, it said.</p>" + HARBOUR
    ),
    "called not found": page_of("Not found: a novel", "<h1>Not found</h1><p>A short review.</p>"),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_about_walls_is_not_taken_for_one(make_page, name):
    assert refusal_by_content(make_page(ARTICLES[name])) is None


def test_the_demo_sites_challenge_and_consent_wall_are_recognised(make_page):
    from commentary.demo.blog import Blog  # noqa: PLC0415 - the reader's other tests need no demo
    from commentary.demo.days import site_on_day  # noqa: PLC0415 - likewise
    from commentary.demo.render import Renderer  # noqa: PLC0415 - likewise

    render = Renderer(Blog(site_on_day(1), "http://127.0.0.1:1"))
    assert refusal_by_content(make_page(render.without_theme("challenge"))) == "challenge"
    assert refusal_by_content(make_page(render.without_theme("consent"))) == "consent wall"


def test_a_challenge_and_a_consent_wall_count_as_blocked():
    assert set(BLOCKED_REASONS) == {"challenge", "consent wall"}


FATAL = "<br />\n<b>Fatal error</b>:  {} in <b>/srv/www/x.php</b> on line <b>12</b><br />\n"
SERVERS_OUT_OF_ORDER = {
    "proxy of apache": page_of(
        "502 Proxy Error", "<h1>Proxy Error</h1><p>Reason: <strong>Error reading from remote server</strong></p>"
    ),
    "varnish": page_of(
        "503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><h3>Guru Meditation:</h3>"
    ),
    "heroku": page_of("Application Error", "<iframe src='//www.herokucdn.com/error-pages/x.html'></iframe>"),
    "rails": page_of(
        "We're sorry, but something went wrong (500)", "<h1>We're sorry, but something went wrong.</h1><p>Look.</p>"
    ),
    "laravel": page_of("Server Error", "<div>500</div><div>Server Error</div>"),
    "tomcat": page_of(
        "HTTP Status 500 \u2013 Internal Server Error", "<h1>HTTP Status 500 \u2013 Internal Server Error</h1>"
    ),
    "haproxy": "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.</body>",
    "joomla": "<html><body><h1>Error displaying the error page: Could not connect to MySQL.</h1></body></html>",
    "envoy, without HTML": "no healthy upstream",
    "php, without HTML": "PHP Fatal error:  Uncaught Error: Class Foo not found in /srv/www/index.php:3",
    "php, before any text": FATAL.format("Allowed memory size of 134217728 bytes exhausted"),
    "php, in the middle of a declared article": page_of(
        "Harbours",
        f"<h1>Harbours</h1>{HARBOUR}{FATAL.format('Maximum execution time of 30 seconds exceeded')}",
        "<meta property='og:type' content='article'>",
    ).removesuffix("</body></html>"),
}


@pytest.mark.parametrize("name", SERVERS_OUT_OF_ORDER)
def test_a_server_that_is_out_of_order_is_recognised_at_status_200(make_page, name):
    assert refusal_by_content(make_page(SERVERS_OUT_OF_ORDER[name])) == "error page"


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><head><title>A</title></head><body class=x>\n<br>"]
)
def test_a_white_page_is_empty(make_page, html):
    assert refusal_by_content(make_page(html)) == "empty"


ARTICLES_ABOUT_ERRORS = {
    "502": page_of(
        "502 Bad Gateway: how we learned to love it - The Review",
        f"<h1>502 Bad Gateway: how we learned to love it</h1><p>“502 Bad Gateway”, it said.</p>{HARBOUR}",
    ),
    "in short": page_of(
        "Too many requests? - The Review", "<h1>Too many requests?</h1><p>The library limits loans to five a day.</p>"
    ),
    "php": page_of(
        "Debugging",
        f"<h1>Debugging</h1>{HARBOUR}<pre>&lt;b&gt;Fatal error&lt;/b&gt;: x in /a.php on line 3</pre>",
    ),
    "with a fatal error in its sidebar": page_of(
        "Harbours", f"<h1>Harbours</h1>{HARBOUR}<div class=widget>{FATAL.format('Uncaught Error')}</div>"
    ),
    "with a picture only": page_of("", "<img src=/a.png>"),
}


@pytest.mark.parametrize("name", ARTICLES_ABOUT_ERRORS)
def test_an_article_about_errors_is_not_taken_for_one(make_page, name):
    assert refusal_by_content(make_page(ARTICLES_ABOUT_ERRORS[name])) is None
