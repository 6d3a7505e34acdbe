"""The tail of a text without markup: lines of the template, and what stands between them."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_text


def _article(story: Sequence[str], *tail: str) -> tuple[tuple[str, ...], list[str]]:
    article = clean_text("\n\n".join([*story, *tail]))
    return article.paragraphs, [one.text for one in article.removed]


@pytest.mark.parametrize(
    "tail",
    [
        ["Tags: wall, harbour", "Previous", "Bakery wins prize", "Next", "School to close"],
        ["#wall #harbour", "1,204 views", "The post Council votes appeared first on Harbour Gazette."],
        ["Vorheriger Artikel", "Bäcker gewinnt Preis", "Nächster Artikel", "Schule schließt"],
        ["Предыдущая новость", "Пекарня получила премию", "Следующая новость", "Школу закроют", "Наверх"],
        ["المقال السابق", "جائزة للمخبز", "المقال التالي", "إغلاق المدرسة"],
        ["বিষয়: বাঁধ", "শেয়ার করুন", "ফেসবুক", "আরও পড়ুন", "বেকারির পুরস্কার"],
        ["（完）", "【责任编辑：林一】", "分享", "微信", "相关阅读", "面包店获奖", "返回顶部"],
        ["About the author", "P. Holm has covered the coast for this site since 2009.", "View all posts by P. Holm"],
        ["Terms of use | Privacy policy", "Facebook", "Back to top"],
    ],
)
def test_the_lines_of_a_template_go_with_what_stands_between(tail: Sequence[str], story: Sequence[str]) -> None:
    assert _article(story, *tail) == (tuple(story), list(tail))


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch einmal gar nichts, empfiehlt der alte Kapitän seinen Gästen an Bord.",
        "اقرأ أيضا ما شئت، قال القبطان للركاب وهو يضحك، فلن نبحر قبل يوم الأحد القادم.",
        "بیشتر بخوانید و کمتر بگویید، این توصیه ناخدا به مسافران کشتی در روز دوشنبه بود.",
        "यह भी पढ़ें और वह भी पढ़ें, कप्तान ने हँसते हुए यात्रियों से कहा, नाव रविवार से पहले नहीं चलेगी।",
        "Read more about the wall in the book by Ellen Sprake, which the club will publish in June of next year.",
    ],
)
def test_prose_that_begins_like_a_label_stays(line: str, story: Sequence[str]) -> None:
    assert _article(story, line) == ((*story, line), [])


@pytest.mark.parametrize("label", ["Related Articles", "Lesen Sie auch", "Sur le même sujet", "Artículos relacionados"])
def test_a_lone_subhead_above_prose_stays(label: str, story: Sequence[str]) -> None:
    assert clean_text("\n\n".join([*story[:4], label, *story[4:]])).paragraphs == (*story[:4], label, *story[4:])


def test_results_below_an_advertisement_stay(story: Sequence[str]) -> None:
    results = ("Osby 3 Halden 2", "Skarra 1 Lindle 1")
    assert _article(story, "Advertisement", *results) == ((*story, *results), ["Advertisement"])


@pytest.mark.parametrize(
    "tail",
    [
        ["Edited by Ida Roe", "Published By", "Nora Tasker", "Tags: wall", "Previous Post", "Boats"],
        ["old wall", "Tags: wall", "Share", "Facebook"],
        ["Share", "Facebook", "Filed under: Coast", "She lives in Osby with two dogs.", "Tags: wall", "Comments"],
        ["Thème: digue", "Partager", "Sur le même sujet", "Un pont ouvre", "Cet article vous a plu ?"],
    ],
)
def test_strangers_among_many_lines_of_the_template_go(tail: Sequence[str], story: Sequence[str]) -> None:
    assert _article(story, *tail)[0] == tuple(story)


def test_a_list_below_a_colon_stays(story: Sequence[str]) -> None:
    told = (*story, "The council will close these three quays:", "North Quay", "Fish Quay")
    assert _article(told, "Tags: wall", "Share", "Facebook")[0] == told


def test_paragraphs_below_a_share_bar_stay(story: Sequence[str]) -> None:
    text = "\n\n".join([*story[:4], "Share", "Facebook", *story[4:]])
    assert clean_text(text).paragraphs[-4:] == tuple(story[4:])
