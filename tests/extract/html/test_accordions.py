import pytest
from lxml.html import fragment_fromstring

from extract.html import opens_panel


def button(html):
    return next(fragment_fromstring(f"<div>{html}</div>").iter("button"))


@pytest.mark.parametrize(
    "html",
    [
        "<h2><button aria-expanded=false>When</button></h2>",
        "<h3 class=accordion-header><span><button class='accordion-button collapsed'>When</button></span></h3>",
        "<summary><button>When</button></summary>",
        "<button class=accordion>When</button><div class=panel>In May</div>",
        "<div class=kt-accordion-header-wrap><button class=kt-blocks-accordion-header aria-controls=a>When</button></div>",
        "<div class=faq-item><button aria-expanded=true>When</button></div>",
        "<dt><button aria-controls=a>When</button></dt>",
    ],
)
def test_a_button_that_is_the_heading_of_a_panel_opens_it(html):
    assert opens_panel(button(html))


@pytest.mark.parametrize(
    "html",
    [
        "<button>Copy</button>",
        "<button class=accordion-all>Open all</button><button class=accordion-all>Close all</button>",
        "<button aria-expanded=false>Menu</button>",
        "<div class=accordion><button>Send</button></div>",
        "<div class=faq><button aria-haspopup=true aria-expanded=false>Share</button></div>",
        "<button data-toggle=collapse class='navbar-toggle collapsed'>Menu</button>",
        "<div class=share-toggle><button aria-controls=share>Share</button></div>",
    ],
)
def test_another_button_opens_none(html):
    assert not opens_panel(button(html))
