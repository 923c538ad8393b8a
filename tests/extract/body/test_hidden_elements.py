"""Text that no reader sees is left out, and what a reader can open, or sees once scripts have run, stays."""

from time import process_time

import pytest

from extract.read import read_article

FIRST = (
    "The weir keeper opens the sluice at four in the morning, before the millers wake, and writes the height of the "
    "water "
    "on a slate that hangs beside the door."
)
SECOND = (
    "Nobody has asked to read the slate since the new gauge was built upstream, but the figures are still copied "
    "each "
    "Sunday into a ledger bound in green cloth."
)
THIRD = (
    "When the flood came in November the gauge was the first thing to go, and for nine days the ledger was the only "
    "record "
    "of the river that anyone in the valley had."
)
LAST = "The engineers now copy the slate too, and have offered the keeper a telephone, which he keeps in a drawer."
SHOWN = (FIRST, SECOND, THIRD, LAST)
GERMAN = (
    "Der Wärter am Wehr öffnet die Schleuse um vier Uhr am Morgen, bevor die Müller wach sind, und schreibt die "
    "Höhe des "
    "Wassers auf eine Tafel, die neben der Tür hängt. Seit der neue Pegel gebaut ist, hat niemand mehr danach "
    "gefragt."
)
ADDED = "The trap of the weir keeper is text that was put here for machines and for nobody else who reads."


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def article(inner, *, head="", before="", body="", main=""):
    return (
        f"<!DOCTYPE html><html lang=en><head><title>The slate at the weir | Valley Paper</title>{head}</head><body "
        f"{body}>"
        f"<header><a href='/'>Valley Paper</a></header>{before}<main {main}><article><h1>The slate at the weir</h1>"
        f"<p class=byline>By Ada Quill</p><div class='text'>{inner}</div></article></main>"
        f"<footer>© 2026 Valley Paper</footer></body></html>"
    )


@pytest.fixture(params=["any site", "a profile"])
def read_text(request, make_page, make_site):
    """Read a page's text by the body model, and by the container that a profile names."""
    lines = "articles = '/2026/'\n" + (
        "[fields]\nbody = [{ css = '.text' }]\n" if request.param == "a profile" else ""
    )

    def read(html):
        return read_article(make_page(html), make_site(lines)).body_text

    return read


INLINE_HIDDEN = {
    "an attribute": "<span hidden>{}</span>",
    "display: none": "<span style='display:none'>{}</span>",
    "display: none !important": "<span style='color:red; DISPLAY : none !important'>{}</span>",
    "visibility": "<span style='visibility:hidden'>{}</span>",
    "moved to the left": "<span style='position:absolute;left:-9999px'>{}</span>",
    "moved up": "<span style='position: fixed; top: -10000em;'>{}</span>",
    "an indent": "<span style='text-indent:-9999px;display:inline-block'>{}</span>",
    "a clip": "<span style='clip: rect(0 0 0 0); position: absolute; overflow:hidden'>{}</span>",
    "a clip path": "<span style='clip-path:inset(50%);height:1px;margin:-1px;position:absolute;width:1px'>{}</span>",
    "one pixel": "<span style='position:absolute;width:1px;height:1px;overflow:hidden'>{}</span>",
    "no size": "<span style='font-size:0'>{}</span>",
    "transparent and out of the line": "<span style='opacity:0;position:absolute'>{}</span>",
    "Bootstrap 3": "<span class='sr-only'>{}</span>",
    "Bootstrap 5": "<span class='visually-hidden'>{}</span>",
    "WordPress": "<span class='screen-reader-text'>{}</span>",
    "WordPress, an old theme": "<span class='assistive-text'>{}</span>",
    "Drupal 7": "<span class='element-invisible'>{}</span>",
    "Foundation": "<span class='show-for-sr'>{}</span>",
    "Bulma": "<span class='is-sr-only'>{}</span>",
    "jQuery UI": "<span class='ui-helper-hidden-accessible'>{}</span>",
    "Angular": "<span class='cdk-visually-hidden'>{}</span>",
    "Salesforce": "<span class='slds-assistive-text'>{}</span>",
    "GOV.UK": "<span class='govuk-visually-hidden'>{}</span>",
    "USWDS": "<span class='usa-sr-only'>{}</span>",
    "PatternFly": "<span class='pf-v5-u-screen-reader'>{}</span>",
    "Elementor": "<span class='elementor-screen-only'>{}</span>",
    "a CSS module": "<span class='Link_visuallyHidden__x9Zq1'>{}</span>",
    "styled components": "<span class='ssrcss-1f39n02-VisuallyHidden e16en2lz0'>{}</span>",
    "Tailwind": "<span class='hidden'>{}</span>",
    "Bootstrap's display": "<span class='d-none'>{}</span>",
    "for print": "<span class='d-none d-print-inline'>{}</span>",
    "a tooltip": "<span role='tooltip'>{}</span>",
    "a tooltip's class": "<span class='tooltiptext'>{}</span>",
    "a rule of the page": "<span class='ext-note'>{}</span>",
    "an off-screen rule of the page": "<i class='ext-away'>{}</i>",
}
RULES = """<style>/* .text{display:none} */ @charset "utf-8"; .a,span.ext-note{color:red;display:none}
.ext-away{position:absolute!important;left:-10000px} @media print{.text{display:none}}</style>"""


@pytest.mark.parametrize("hidden", INLINE_HIDDEN.values(), ids=INLINE_HIDDEN)
def test_hidden_words_in_a_line_take_out_themselves_alone(read_text, hidden):
    words = hidden.format(" (opens in a new tab)")
    line = f"{FIRST[:60]}<a href='https://gauge.example/'>{FIRST[60:80]}{words}</a>{FIRST[80:]}"
    text = read_text(article(f"<p>{line}</p>{paragraphs(*SHOWN[1:])}", head=RULES))
    assert text == "\n\n".join(SHOWN)


BLOCK_HIDDEN = {
    "an attribute": "<div class='print-note' hidden><p>{}</p></div>",
    "a paragraph": "<p style='display: none;'>{}</p>",
    "off-screen": "<div style='position:absolute;left:-5000px;top:0'><p>{}</p></div>",
    "a class": "<p class='visually-hidden'>{}</p>",
    "a rule of the page": "<div class='ext-note-box'><p>{}</p></div>",
    "an id in a rule of the page": "<p id='honey'>{}</p>",
    "a dialog": "<dialog><p>{}</p></dialog>",
    "a popover": "<div popover id=note><p>{}</p></div>",
    "a paragraph that is a popover": "<p popover=auto>{}</p>",
    "a paragraph without size": "<p style='font-size:0'>{}</p>",
    "a paragraph without size and with a word in it": "<p style='color:#fff;font-size: 0px'><b>Trap</b>{}</p>",
    "a block without size": "<div style='font-size:0;line-height:0'>{} <a href='/x'>The trap</a></div>",
    "for print": "<div class='print-only'><p>{}</p></div>",
    "AngularJS": "<div class='ng-hide'><p>{}</p></div>",
}
BLOCK_RULES = """<style>@media screen{.ext-note-box{display:none}}#honey{visibility:hidden}</style>"""


@pytest.mark.parametrize("hidden", BLOCK_HIDDEN.values(), ids=BLOCK_HIDDEN)
def test_a_hidden_block_is_left_out_and_what_follows_it_stays(read_text, hidden):
    inner = paragraphs(*SHOWN[:2]) + hidden.format(ADDED) + paragraphs(*SHOWN[2:])
    assert read_text(article(inner, head=BLOCK_RULES)) == "\n\n".join(SHOWN)


OTHER_LANGUAGES = {
    "a hidden tab": "<div class='lang-tab' role='tabpanel' hidden lang='de'>{}</div>",
    "a panel hidden from screen readers": "<div class='tab-pane' role='tabpanel' aria-hidden='true'>{}</div>",
    "a language switcher": "<div class='lang lang-de' style='display:none'>{}</div>",
    "a class": "<section class='text-de d-none'>{}</section>",
}


@pytest.mark.parametrize("hidden", OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES)
@pytest.mark.parametrize("times", [1, 4])
def test_a_hidden_text_in_another_language_is_left_out_however_long_it_is(read_text, hidden, times):
    text = read_text(article(f"<div lang=en>{paragraphs(*SHOWN)}</div>{hidden.format(paragraphs(GERMAN) * times)}"))
    assert "Wärter" not in text
    assert FIRST in text
    assert LAST in text


OPENABLE = {
    "an answer": "<h2>Who reads it?</h2><div class='faq-answer' style='display:none'><p>{}</p></div>",
    "an accordion of Bootstrap": (
        "<h2><button data-bs-target='#c1' aria-expanded='false'>Who?</button></h2>"
        "<div id=c1 class='accordion-collapse collapse'><div class='accordion-body'><p>{}</p></div></div>"
    ),
    "a question before it": "<h3>Who reads it?</h3><div style='display:none'><p>{}</p></div>",
    "a heading with a handler": "<h3 onclick='toggle(this)'>Readers</h3><div style='display:none'><p>{}</p></div>",
    "a button before it": "<h3><button type=button>Who reads it?</button></h3><div hidden><p>{}</p></div>",
    "a control elsewhere": "<p><a href='#rest-1'>Go on</a></p><div id='rest-1' style='display:none'><p>{}</p></div>",
    "read more": "<div id='more' style='display: none'><p>{}</p></div><a href='#' onclick='show()'>Read more</a>",
    "found by the browser's search": "<div hidden='until-found'><p>{}</p></div>",
    "details": "<details><summary>Who reads it?</summary><p>{}</p></details>",
    "a tab in the same language": "<div role='tabpanel' hidden><p>{}</p></div>",
    "Alpine": "<div x-show='open' style='display: none'><p>{}</p></div>",
    "Radix": "<div data-state='closed' role='region' hidden=''><p>{}</p></div>",
    "a rule that a state undoes": "<div class='unroll'><p>{}</p></div>",
    "a rule that opens slowly": "<div class='slow'><p>{}</p></div>",
    "a footnote": "<aside class='footnote' hidden><p>{}</p></aside>",
    "a wide screen": "<div class='hidden md:block'><p>{}</p></div>",
    "Bootstrap on a wide screen": "<div class='d-none d-md-block'><p>{}</p></div>",
    "a class for screens": "<div class='screen-only'><p>{}</p></div>",
    "a class for some screens": "<div class='hidden-xs hide-mobile'><p>{}</p></div>",
    "an animation": "<div class='wow fadeInUp' style='visibility: hidden'><p>{}</p></div>",
    "opacity": "<div style='opacity:0;transform:translateY(20px)'><p>{}</p></div>",
    "a paragraph hidden from screen readers": "<p aria-hidden='true' class='paywall'>{}</p>",
}
OPENING_RULES = """<style>.unroll{display:none} .open>.unroll{display:block}
.slow{display:none;max-height:0;transition:max-height .2s}</style>"""


@pytest.mark.parametrize("opened", OPENABLE.values(), ids=OPENABLE)
def test_what_a_reader_can_open_or_sees_later_stays(read_text, opened):
    answer = "Two historians and a schoolteacher read the ledger, and each has found an error that the others deny."
    inner = paragraphs(*SHOWN[:2]) + opened.format(answer) + paragraphs(*SHOWN[2:])
    text = read_text(article(inner, head=OPENING_RULES))
    assert answer in text
    assert LAST in text


WHOLE_PAGES = {
    "a preloader": {"body": "style='opacity:0'"},
    "AMP": {"head": "<style amp-boilerplate>body{visibility:hidden;animation:-amp-start 8s}</style>"},
    "visibility of the body": {"body": "style='visibility:hidden'"},
    "a popup's": {"main": "aria-hidden='true' class='pum-hidden'"},
    "a script's": {"main": "style='display:none' id='page'"},
    "a class": {"main": "class='hidden'"},
}


@pytest.mark.parametrize("hidden", WHOLE_PAGES.values(), ids=WHOLE_PAGES)
def test_a_page_that_is_hidden_as_a_whole_is_read(read_text, hidden):
    assert read_text(article(paragraphs(*SHOWN), **hidden)) == "\n\n".join(SHOWN)


@pytest.mark.parametrize(
    "rest",
    [
        "<div class='c1' hidden>{}</div>",
        "<div hidden id='S:0'>{}</div><script>$RC=function(b,c){{}};$RC('B:0','S:0')</script>",
        "<div style='display:none'>{}</div>",
    ],
)
def test_a_text_most_of_which_is_hidden_keeps_its_rest(read_text, rest):
    assert read_text(article(paragraphs(*SHOWN[:2]) + rest.format(paragraphs(*SHOWN[2:])))) == "\n\n".join(SHOWN)


def test_paragraphs_that_are_hidden_one_by_one_are_the_rest_of_the_text(read_text):
    rest = "".join(f"<p hidden>{text}</p>" for text in SHOWN[2:])
    assert read_text(article(paragraphs(*SHOWN[:2]) + rest)) == "\n\n".join(SHOWN)


def test_hidden_paragraphs_between_the_shown_ones_are_left_out_however_many_they_are(read_text):
    inner = "".join(f"<p>{text}</p><p style='display:none'>{ADDED} {number}</p>" for number, text in enumerate(SHOWN))
    assert read_text(article(inner)) == "\n\n".join(SHOWN)


@pytest.mark.parametrize(
    "first",
    [
        "<span aria-hidden='true'>T</span><span class='sr-only'>T</span>",
        "<span class='screen-reader-text'>T</span><span class='dropcap' aria-hidden='true'>T</span>",
        "<span class='visually-hidden'>The</span><span aria-hidden='true'><span class='cap'>T</span></span>",
    ],
)
def test_of_a_letter_written_twice_the_one_that_is_seen_stays(read_text, first):
    text = read_text(article(f"<p>{first}{FIRST[1:]}</p>{paragraphs(*SHOWN[1:])}"))
    assert text == "\n\n".join(SHOWN)


def test_signs_that_are_no_words_are_left_out_of_a_line(read_text):
    icon = "<i class='material-icons' aria-hidden='true'>open_in_new</i>"
    permalink = "<a class='anchor' aria-hidden='true' href='#x'>#</a>"
    inner = f"<h2 id=x>{permalink}At night</h2><p>{FIRST}{icon} \N{PARTY POPPER}</p>{paragraphs(*SHOWN[1:])}"
    assert read_text(article(inner)).split("\n\n")[:2] == ["At night", f"{FIRST} \N{PARTY POPPER}"]


def test_words_hidden_from_screen_readers_alone_are_seen(read_text):
    seen = f"<p>{FIRST[:40]}<span aria-hidden='true'>{FIRST[40:60]}</span>{FIRST[60:]}</p>"
    assert read_text(article(seen + paragraphs(*SHOWN[1:]))) == "\n\n".join(SHOWN)


def test_a_headline_with_hidden_words_is_no_line_of_the_text(make_page, make_site):
    html = article(paragraphs(*SHOWN)).replace("<h1>", "<h1><span class='visually-hidden'>Opinion:</span> ")
    found = read_article(make_page(html), make_site("articles = '/2026/'"))
    assert (found.title, found.body_text) == ("The slate at the weir", "\n\n".join(SHOWN))


def test_of_a_paragraph_written_twice_the_one_that_is_shown_stays(read_text):
    inner = f"<div class='hidden mobile'><p>{FIRST}</p></div>{paragraphs(*SHOWN)}"
    assert read_text(article(inner)) == "\n\n".join(SHOWN)


def test_many_hidden_elements_take_linear_time(make_page, make_site):
    many = "".join(f"<p><span class=sr-only>{GERMAN}</span>{FIRST} {number}</p>" for number in range(2500))
    tabs = "".join(f"<div role=tabpanel hidden><p>{GERMAN} {number}</p></div>" for number in range(2500))
    style = "<style>" + ".a{" * 30_000 + "/*" * 30_000 + "}" * 30_000 + ".x,.y{display:none}" * 5000 + "</style>"
    site = make_site("[fields]\nbody = [{ css = '.text' }]\n")
    started = process_time()
    text = read_article(make_page(article(many + tabs, head=style)), site).body_text
    assert "Wärter" not in text[:3000]
    assert process_time() - started < 5


def test_a_block_without_height_and_size_of_letters_is_left_out(read_text):
    trap = f"<p style='font-size:0;height:0;overflow:hidden'>{ADDED}</p>"
    assert ADDED not in read_text(article(paragraphs(FIRST, SECOND) + trap + paragraphs(THIRD, LAST)))
    spaced = f"<div style='font-size:0'>{paragraphs(THIRD, LAST)}</div>"
    assert THIRD in read_text(article(paragraphs(FIRST, SECOND) + spaced))


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='font-size:0'><p style='font-size:18px'>{}</p></div>",
        "<div style='font-size:0'> <div><p style='font-size:1rem'>{}</p></div></div>",
        "<p style='font-size:0'><span style='font-size:18px'>{}</span></p>",
        "<p style='font-size:0.9em'>{}</p>",
        "<div class='popover-free'><p>{}</p></div>",
    ],
)
def test_a_block_whose_children_have_a_size_of_their_own_stays(read_text, shown):
    inner = paragraphs(FIRST) + shown.format(SECOND) + paragraphs(*SHOWN[2:])
    assert read_text(article(inner)) == "\n\n".join(SHOWN)
