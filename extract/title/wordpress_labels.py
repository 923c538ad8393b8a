"""Removes the labels that WordPress puts before the title of a protected or private post (pure)."""

import re

from extract.page import Page

# "Protected: %s" and "Private: %s" as WordPress is translated.
LABELS = (
    "Protected", "Private", "Geschützt", "Privat", "Protégé", "Privé", "Protegido", "Privado", "Protetto", "Privato",
    "Beveiligd", "Beschermd", "Skyddad", "Beskyttet", "Suojattu", "Yksityinen", "Zabezpieczone", "Prywatne",
    "Chráněno", "Soukromé", "Chránené", "Súkromné", "Védett", "Privát", "Protejat", "Korumal\u0131", "Özel",
    "Защищено",
    "Личное", "Защищена", "Захищено", "Приватне", "Защитено", "Лично", "Zaštićeno", "Privatno", "Zaščiteno",
    "Προστατευμένο", "Ιδιωτικό", "Protegit", "Terproteksi", "Pribadi", "Bảo vệ", "Riêng tư",
    "保護中", "非公開", "保护", "密码保护", "私密", "受保護的文章", "私人文章", "보호된 글", "비공개",
    "محمي", "خاص", "محافظت شده", "خصوصی", "מוגן", "פרטי",
)  # fmt: skip
_LABEL = re.compile(rf"(?:{'|'.join(LABELS)})\s?[:：]\s*(?=\S)")  # noqa: RUF001


def without_label(text: str, page: Page) -> str:
    """Return a title without `Protected:` or `Private:`, on pages of WordPress; elsewhere the author wrote it."""
    label = _LABEL.match(text)
    return text[label.end() :] if label and "/wp-content/" in page.text else text
