"""Reduces a robots.txt to the groups of one crawler, so that parsing takes time in proportion to its size (pure).

A group may name thousands of crawlers before thousands of rules, and Protego stores every rule for each of them.
"""

# The spellings of the directive that Protego takes.
USER_AGENT = frozenset({"user-agent", "useragent", "user agent"})
# A name that no crawler has, in place of the names of all others.
OTHERS = "User-agent: ~"


def own_groups(text: str, agent: str) -> str:
    """Return a robots.txt in which every crawler that is not `agent`, a product token, has one and the same name.

    A name counts for `agent` if it is `*` or if the token begins with it (RFC 9309, 2.2.1), whatever its case.
    """
    token = agent.strip().lower()
    return "\n".join(OTHERS if _is_of_others(line, token) else line for line in text.splitlines())


def _is_of_others(line: str, token: str) -> bool:
    name = _named_agent(line.partition("#")[0].strip())
    if not name:
        return False
    name = name.lower()
    return name != "*" and not token.startswith((name, name.replace("*", "") or name))


def _named_agent(line: str) -> str | None:
    """Return the value of a User-agent line, also of one without a colon; None for any other line."""
    field, colon, value = line.partition(":")
    if colon and field.strip().lower() in USER_AGENT:
        return value.strip()
    if colon and (not value or value[0].isspace()):
        return None
    words = line.split(None, 2)
    for count in (1, 2):
        if " ".join(words[:count]).lower() in USER_AGENT:
            return line.split(None, count)[count] if len(words) > count else ""
    return None
