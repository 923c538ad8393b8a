"""Words of the line about rights that a publisher prints below a text (values only).

Regular expressions over lower-case text, by language. To add a language: its line.
"""

from collections.abc import Mapping

RIGHTS: Mapping[str, str] = {
    "en": "all rights reserved",
    "de": "alle rechte vorbehalten",
    "fr": "tous droits réservés",
    "es": "todos los derechos reservados",
    "pt": "todos os direitos reservados",
    "it": "tutti i diritti riservati",
    "nl": "alle rechten voorbehouden",
    "sv": "alla rättigheter förbehållna",
    "pl": "wszelkie prawa zastrzeżone",
    "cs": "všechna práva vyhrazena",
    "ru": "все права защищены",
    "uk": "всі права захищені",
    "tr": "tüm hakları saklıdır",
    "ar": "جميع الحقوق محفوظة",
    "zh": "版权所有|版權所有|保留所有权利",
    "ja": "無断転載",
    "ko": "무단 ?전재",
}
