"""A page with an essay, and places in it where a site may print what is none of the essay."""

PARAGRAPHS = [
    "The salt pans of Orlo lie behind the railway, and whoever waits for the slow train sees them white in the evening "
    "as if it had snowed there and nowhere else.",
    "My grandfather raked them for thirty summers. He held that salt is made of patience and that the sun does only the "
    "part of the work which everybody can see from the train.",
    "When the company came it brought pumps, and with the pumps a timetable. The water now had to be ready on Fridays, "
    "whatever the wind had to say about it in the week before.",
    "It took two years until somebody noticed that the salt had turned grey. By then the men who could have explained it "
    "were building roads in another valley, for better pay.",
    "There are plans to bring a few of them back. A museum is to be opened in the pump house, with a café and a window "
    "from which one will be able to watch the work being done.",
    "I went to look at the model of it in the town hall. The small figures that rake the salt are all turned towards the "
    "window, and none of them has been given a rake.",
]
TEXT = "\n\n".join(PARAGRAPHS)
BODY_RULE = "[fields]\nbody = [{ css = 'div.text' }]\n"


def essay_page(
    *,
    above: str = "",
    within: str = "",
    end: str = "",
    behind: str = "",
    paragraphs: list[str] | None = None,
    author: str = "Ida Marsh",
    head: str = "",
) -> str:
    """Return the page with HTML above the text, within it, as its end, and behind it in the same article."""
    texts = [f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS]
    half = len(texts) // 2
    return (
        "<!DOCTYPE html><html lang=en><head><title>Salt and patience - The Lamp Room</title>"
        f"<meta property=og:type content=article>{head}</head><body class=page-body>"
        "<header class=site-header><a href=/>The Lamp Room</a><nav><ul><li><a href=/essays/>Essays</a></li>"
        "<li><a href=/about/>About us</a></li></ul></nav></header><main><article><h1>Salt and patience</h1>"
        f"<p class=byline>By {author}</p><time datetime=2026-02-01T08:00Z>1 February 2026</time>"
        f"{above}<div class=text>{''.join(texts[:half])}{within}{''.join(texts[half:])}{end}</div>{behind}</article></main>"
        "<footer class=site-footer><p>© 2026 The Lamp Room. All rights reserved.</p></footer></body></html>"
    )
