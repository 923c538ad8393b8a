"""docs/analyst.md does what it says: each way is walked in a browser, and its clicks are counted."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from reader import reading

GUIDE = Path(__file__).parents[2] / "docs" / "analyst.md"
STEP = re.compile(
    r"(?P<verb>type|click|write) (?:\*(?P<link>[^*]+)\*|`(?P<words>[^`]+)`(?: into \*(?P<field>[^*]+)\*)?)"
)
# What a browser saves, or shows as no page.
IS_FILE = re.compile(r"/-/(?:export|cite)\?|/-/search\.|/-/chart/")


class Question(NamedTuple):
    """A question with its steps, the number of clicks that the guide states, and what is to be seen."""

    title: str
    steps: tuple[dict[str, str | None], ...]
    clicks: int
    seen: str


def questions():
    for section in GUIDE.read_text("utf-8").split("\n## ")[1:]:
        title, _, rest = section.partition("\n")
        way = re.search(r"^Way: (.+)$", rest, re.MULTILINE)[1]
        clicks, seen = re.search(r"^(\d+) clicks?\. To be seen: \*([^*]+)\*", rest, re.MULTILINE).groups()
        yield Question(title, tuple(step.groupdict() for step in STEP.finditer(way)), int(clicks), seen)


QUESTIONS = list(questions())


def test_the_guide_has_twelve_questions_with_few_clicks():
    assert len(QUESTIONS) == 12
    for question in QUESTIONS:
        assert question.clicks == sum(step["verb"] == "click" for step in question.steps), question.title
        assert question.clicks <= 3, question.title


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.title for question in QUESTIONS])
def test_a_question_is_answered_in_the_way_that_the_guide_tells(question, browser, address):
    with reading(browser, address) as reader:
        reader.open("/")
        shown = ""
        for step in question.steps:
            shown = take(reader, step)
        assert question.seen in " ".join(shown.split()), shown[:2000]
        reader.expect_quiet()


def take(reader, step):
    """Take one step; return the text of the page or file that it leads to."""
    page = reader.page
    if step["verb"] == "type":
        page.locator("header.top input[type=search]").fill(step["words"])
        with page.expect_navigation():
            page.keyboard.press("Enter")
    elif step["verb"] == "write":
        page.get_by_label(step["field"], exact=True).first.fill(step["words"])
    else:
        # A card of a question has more words than its title.
        name = re.compile(rf"^{re.escape(step['link'])}(?!\w)")
        pressed = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
        address = pressed.get_attribute("href") or ""
        if IS_FILE.search(address):
            answer = page.context.request.get(f"{reader.address}{address}")
            assert answer.status == 200, address
            return answer.text()
        with page.expect_navigation() as going:
            pressed.click()
        assert going.value is None or going.value.status == 200, going.value.url
    return page.inner_text("main")
