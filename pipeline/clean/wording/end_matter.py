"""End matter: notices of rights and credits of desks, as agencies and newsrooms put them below a story."""

import re

from pipeline.clean.text import collapse_blanks, count_words, ends_sentence
from pipeline.clean.wording.agencies import agency_marks

__all__ = ["is_desk_credit", "is_rights_notice"]

_SIGN = r"(?:©|ⓒ|℗|[(（]c[)）]|&copy;|copyright(?=\s*(?:©|ⓒ|\(|\d|by\s|$)))"
_OPENS = re.compile(rf"[\s(\[–—*-]*{_SIGN}", re.IGNORECASE)
_CLOSES = re.compile(rf"[^.!?]{{2,60}}\s*{_SIGN}\s*(?:\d{{4}})?[\s.)]*", re.IGNORECASE)
# What holds the rights of a text, in the languages of the phrase files.
_RESERVED = re.compile(
    r"all rights reserved|riproduzione riservata|tutti i diritti (?:sono )?riservati|tous droits réservés"
    r"|reproduction interdite|todos los derechos reservados|todos os direitos reservados|alle rechte vorbehalten"
    r"|alle rechten voorbehouden|med ensamrätt|alle rettigheter|alle rettigheder|kaikki oikeudet pidätetään"
    r"|wszelkie prawa zastrzeżone|všechna práva vyhrazena|všetky práva vyhradené|minden jog fenntartva"
    r"|toate drepturile rezervate|sva prava pridržana|všechna práva|все права защищены|усі права захищені"
    r"|всички права запазени|με επιφύλαξη παντός δικαιώματος|tüm hakları saklıdır|כל הזכויות שמורות"
    r"|جميع الحقوق محفوظة|تمامی حقوق|सर्वाधिकार सुरक्षित|সর্বস্বত্ব সংরক্ষিত|hak cipta|bản quyền thuộc"
    r"|สงวนลิขสิทธิ์|版权所有|版權所有|未经授权|無断転載|무단\s?전재",
    re.IGNORECASE,
)
# A line of names; a notice of rights; a paragraph in which an agency speaks of itself.
_MOST_END_MATTER_WORDS, _MOST_WORDS_RESERVED, _MOST_WORDS_OF_AGENCY = 9, 14, 80
_LONGEST_OPENING = 60  # the desk, or the sign of rights, stands at the start

# What desks do for a story beside writing it: graphics, research, translation, the check of facts, editing.
_DESKS = (
    "graphics?", "infographics?", "research", "additional research", "translation", "translated by",
    "fact-?check(?:ing)?",
    "editing", "edited by", "compiled by", "production", "grafik(?:en)?", "recherche", "mitarbeit", "übersetzung",
    "übersetzt von", "faktencheck", "redaktion", "lektorat", "redigatur", "infographies?", "traduction", "traduit par",
    "relecture", "vérification", "édition", "édité par", "gráficos?", "infografías?", "investigación", "traducción",
    "traducido por", "verificación", "edición", "editado por", "pesquisa", "tradução", "traduzido por", "checagem",
    "edição", "infográficos?", "grafica", "ricerca", "traduzione", "tradotto da", "verifica dei fatti", "montaggio",
    "vertaling", "onderzoek", "eindredactie", "oversettelse", "oversatt av", "översättning",
    "tłumaczenie", "opracowanie",
    "opracował[a]?", "opr", "redakcja", "překlad", "графика", "инфографика", "перевод", "редактор", "подготовил[аи]?",
    "переклад", "підготував", "çeviri", "çeviren", "derleyen", "editör", "grafik tasarım", "إعداد", "تحرير", "ترجمة",
    "إعداد وتحرير", "رسوم", "مراجعة", "تدقيق", "گردآوری", "ترجمه", "अनुवाद", "संपादन", "ग्राफिक्स", "অনুবাদ",
    "编辑", "責任編輯", "责任编辑", "责编", "编译", "翻译", "翻譯", "校对", "校對", "制图", "製圖",
    "editor", "penyunting", "pewarta", "redaktur", "編輯", "編集", "翻訳", "校閲", "번역", "편집", "그래픽",
)  # fmt: skip
_ANY_DESK = "|".join(sorted(_DESKS, key=len, reverse=True))
_LABELLED = re.compile(
    rf"[\s(（*–—-]*(?:{_ANY_DESK})(?:\s*[:：]|\s*,[^:：]{{2,40}}[:：])\s*\S.{{1,120}}", re.IGNORECASE
)
_IN_BRACKETS = re.compile(rf"[(（\[]\s*(?:{_ANY_DESK})(?!\w)[\s:：]?[^()（）]{{2,160}}[)）\]][.\s]*", re.IGNORECASE)
_MOST_CREDIT_WORDS = 16  # two desks with a name each
_WORD = re.compile(r"[^\W\d_]+")


def is_rights_notice(line: str) -> bool:
    """Whether a line says whose rights a text is under, and nothing more: "© EFE 2026", "Copyright (2026) …"."""
    text = collapse_blanks(line)
    words = count_words(text)
    if words > _MOST_WORDS_OF_AGENCY:
        return False
    if _RESERVED.search(text) and words <= _MOST_WORDS_RESERVED:
        return True
    if _OPENS.match(text):
        start = text[:_LONGEST_OPENING]
        return words <= _MOST_END_MATTER_WORDS or bool(_RESERVED.search(text)) or _names_agency(start)
    return words <= _MOST_END_MATTER_WORDS and _CLOSES.fullmatch(text) is not None


def _names_agency(text: str) -> bool:
    return not agency_marks().isdisjoint(_WORD.findall(text))


def is_desk_credit(line: str) -> bool:
    """Whether a line names the desk that drew, translated, checked or edited a story: "Grafiken: Ida Roe"."""
    text = collapse_blanks(line)
    if count_words(text) > _MOST_CREDIT_WORDS:
        return False
    if _IN_BRACKETS.fullmatch(text):
        return True
    return _LABELLED.fullmatch(text) is not None and not ends_sentence(text.rstrip(")）"))
