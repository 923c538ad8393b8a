# ruff: noqa: RUF001 - words as the languages write them
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.blocks import BlockTree
from extract.body.paywall import find_cut_off, is_free
from extract.words.paywall_words import GATES, STEMS

LONG = "Ferries wait, and harbours wait for ferries, and nobody minds. " * 60
END = "The captain has the last word."


def cut_off(page, text, *, free):
    return find_cut_off(page, text, free=free, blocks=lambda: BlockTree(page.tree).blocks)


def data(value):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {value}}}</script>'


def tier(value):
    return f'<meta property="article:content_tier" content="{value}">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (data("false"), False),
        (data('"False"'), False),
        (data('"http://schema.org/False"'), False),
        (data('"https://schema.org/True"'), True),
        (data("true"), True),
        (data("[false]"), False),
        (data("0"), False),
        (data("null"), None),
        (data("[[false], true]"), None),
        (data('{"@value": false}'), None),
        (data('""'), None),
        (tier("locked"), False),
        (tier("Metered"), False),
        (tier("free"), True),
        (tier("archive"), None),
        (data("true") + tier("locked"), None),
        (data("false") + tier("metered"), False),
        ("", None),
    ],
)
def test_a_page_states_whether_it_is_free_and_contradictions_state_nothing(make_page, head, expected):
    assert is_free(make_page(f"<head>{head}</head><body><p>x")) is expected


def cue(make_page, text, behind="", head="", free=None):
    page = make_page(f"<head>{head}</head><body><p>{LONG}</p><p>{text}</p>{behind}")
    return cut_off(page, f"{LONG}\n\n{text}", free=free)


@pytest.mark.parametrize(
    "gate",
    [
        "Subscribe now to continue reading.",
        "To read the full story, subscribe or sign in.",
        "This post is for paid subscribers",
        "Jetzt weiterlesen mit dem Monatsabo",
        "Il vous reste 57.09% de cet article à lire.",
        "La suite est réservée aux abonnés.",
        "Este contenido es exclusivo para suscriptores",
        "Contenuto riservato agli abbonati",
        "Conteúdo exclusivo para assinantes",
        "Log in om verder te lezen",
        "Logga in för att läsa vidare",
        "Tylko dla prenumeratorów",
        "Чтобы дочитать, оформите подписку",
        "Okumaya devam etmek için giriş yapın",
        "この記事は有料です。残り 1234文字",
        "계속 읽으려면 로그인하세요",
        "登录后继续阅读",
        "هذا المحتوى للمشتركين فقط",
        "The rest of this essay is only available to subscribers",
        "Subscribe to read the full story",
        "You've read all your free articles",
        "Der Rest des Artikels ist Abonnenten vorbehalten",
        "Diesen Artikel jetzt weiterlesen",
        "La suite de cet article est accessible aux abonnés",
        "La continuación de este artículo está reservada a los suscriptores",
        "Il seguito dell'articolo è riservato agli abbonati",
        "O restante do texto é exclusivo para assinantes",
        "De rest van dit artikel is alleen voor abonnees",
        "Resten av artikeln är för prenumeranter",
        "Pełna treść dostępna tylko dla prenumeratorów",
        "Zbytek článku je jen pro předplatitele",
        "A cikk folytatása előfizetőink számára érhető el",
        "Продолжение доступно только подписчикам",
        "Полная версия статьи доступна по подписке",
        "Оформите подписку, чтобы читать дальше",
        "Продовження доступне лише передплатникам",
        "Yazının devamı abonelere açıktır",
        "بقية المقال متاحة للمشتركين",
        "この先は有料会員のみお読みいただけます",
        "나머지 내용은 구독자만 볼 수 있습니다",
        "全文仅供订阅者阅读",
    ],
)
def test_a_paywall_message_at_the_end_of_a_text_or_right_behind_it_means_cut_off(make_page, gate):
    assert cue(make_page, gate)
    assert cue(make_page, END, f"<div class=paywall><b>{gate}</b></div>")
    assert cue(make_page, END, f"<script>var x = 'paywall';</script><div><b>{gate}</b></div>")


@pytest.mark.parametrize(
    "behind",
    [
        "<div class=paywall>Subscribe to our newsletter for more stories like this.</div>",
        "<div class=paywall>Already a subscriber? Sign in</div>",
        "<div class=paywall>Подпишитесь на наш телеграм-канал, чтобы ничего не пропустить.</div>",
        "<div class=paywall>The rest is with the ferries, and for those who wait.</div>",
        "<div class=paywall>Abonnieren Sie unseren Newsletter für Mitglieder und Freunde.</div>",
        "<div class=paywall>Comments are only available to subscribers. To comment, sign in.</div>",
        f"<p>{LONG}</p><div class=paywall>Subscribe to continue reading</div>",
        "<template class=paywall>Subscribe to continue reading</template>",
        "<script>var paywall = 'Subscribe to continue reading';</script>",
    ],
)
def test_an_invitation_or_a_paywall_message_elsewhere_means_nothing(make_page, behind):
    assert cue(make_page, END, behind) is None
    assert cue(make_page, END, behind, free=False) is None


@pytest.mark.parametrize(
    ("text", "free", "expected"),
    [
        ("It went on and […]", None, "[…]"),
        ("It went on and [...]", True, "[...]"),
        ("It went on and on…", None, None),
        ("It went on and on...", False, "..."),
        ("He left out a word […] here.", False, None),
    ],
)
def test_a_text_that_ends_with_an_ellipsis_is_cut_off(make_page, text, free, expected):
    assert cue(make_page, text, free=free) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#more-12", "Continue reading →"),
        ("/2026/02/slug/#more-12", "Continue reading →"),
        ("https://elsewhere.example/x", None),
        ("/2026/02/another/", None),
    ],
)
def test_a_last_line_that_links_to_the_rest_of_the_page_means_cut_off(make_page, href, expected):
    page = make_page(f"<body><p>{LONG}</p><p><a href='{href}'>Continue reading →</a></p>")
    assert cut_off(page, f"{LONG}\n\nContinue reading →", free=None) == expected


def test_a_short_text_that_is_not_free_is_cut_off(make_page):
    page = make_page("<body><p>A few words.</p>")
    assert cut_off(page, "A few words.", free=False) == "isAccessibleForFree"
    assert cut_off(page, "A few words.", free=None) is None
    assert cut_off(page, LONG, free=False) is None


@pytest.mark.parametrize("text", ["", " \n\n ", "\ud800", "…" * 10_000, "[" * 100_000])
def test_any_text_is_checked_without_error_or_delay(make_page, text):
    assert cut_off(make_page("<body><p>x"), text, free=None) is None


@pytest.mark.parametrize("language", GATES)
@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_a_gate_matches_holds_a_stem_of_its_language(language, data):
    message = data.draw(st.from_regex(GATES[language]))
    assert any(stem in message for stem in STEMS[language].split(", "))


def test_gates_have_a_line_for_each_of_many_languages():
    assert len(GATES) >= 20


def test_a_paywall_message_is_returned_as_its_own_line(make_page):
    gate = "<div><h3>This article is for subscribers only</h3><p>Become a member now.</p></div>"
    page = make_page(f"<body><p>A few <b>words.</b></p>{gate}")
    assert cut_off(page, "A few words.", free=False) == "This article is for subscribers only"
