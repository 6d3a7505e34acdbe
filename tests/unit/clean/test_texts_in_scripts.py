"""The same invented story in many scripts: its headline is found, boilerplate goes, and look-alikes stay."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A story, and lines of its language: a share button, a list of other stories, prose that opens like that list."""

    title: str
    story: tuple[str, ...]
    share: str
    related: tuple[str, str]
    alike: str


TEXTS: Mapping[str, _Text] = {
    "ru": _Text(
        title="Мельница Торрина остановилась навсегда",
        story=(
            "Мельница в Торрине остановилась в понедельник после двухсот лет работы, сообщил её владелец.",
            "Колесо вертелось с 1826 года, пережило два наводнения и пожар и кормило деревни вдоль реки Венд.",
            "Совет хочет сохранить здание и весной решит, кто заплатит за новую крышу старой мельницы.",
        ),
        share="Поделиться",
        related=("Читайте также", "Пекарня получила премию"),
        alike="Читайте также и старые книги о мельнице, посоветовал мэр жителям Торрина на встрече в субботу утром.",
    ),
    "hi": _Text(
        title="तोरिन की चक्की हमेशा के लिए बंद",
        story=(
            "तोरिन की चक्की दो सौ साल बाद सोमवार को बंद हो गई, उसके मालिक ने शाम को यह जानकारी दी।",
            "उसका पहिया 1826 से घूम रहा था और उसने दो बाढ़ और एक आग देखी, गांव के लोग बताते हैं।",
            "परिषद इमारत को बचाना चाहती है और वसंत में तय करेगी कि नई छत का पैसा कौन देगा।",
        ),
        share="शेयर करें",
        related=("यह भी पढ़ें", "बेकरी को पुरस्कार"),
        alike="यह भी पढ़ें और वह भी पढ़ें, शिक्षक ने बच्चों से चक्की के पास बने पुराने स्कूल में हंसते हुए कहा।",
    ),
    "ar": _Text(
        title="طاحونة تورين تتوقف إلى الأبد",
        story=(
            "توقفت طاحونة تورين يوم الاثنين بعد مئتي عام من العمل، كما قال مالكها في المساء للصحفيين.",
            "كانت عجلتها تدور منذ عام 1826 ونجت من فيضانين وحريق وأطعمت القرى الواقعة على طول النهر.",
            "يريد المجلس الحفاظ على المبنى وسيقرر في الربيع من سيدفع ثمن السقف الجديد للطاحونة القديمة.",
        ),
        share="مشاركة",
        related=("اقرأ أيضا", "جائزة للمخبز"),
        alike="اقرأ أيضا ما كتبه جدك عن الطاحونة، قال المعلم للطلاب وهو يضحك أمام باب المدرسة القديمة صباح السبت.",
    ),
    "bn": _Text(
        title="তোরিনের কল চিরতরে বন্ধ হয়ে গেল",
        story=(
            "তোরিনের কল দুইশ বছর পর সোমবার বন্ধ হয়ে গেছে, সন্ধ্যায় এর মালিক সাংবাদিকদের এ কথা জানান।",
            "এর চাকা ১৮২৬ সাল থেকে ঘুরছিল, দুটি বন্যা ও একটি আগুন দেখেছে এবং নদীর ধারের গ্রামগুলোকে খাইয়েছে।",
            "পরিষদ ভবনটি রক্ষা করতে চায় এবং বসন্তে ঠিক করবে নতুন ছাদের টাকা কে দেবে, মেয়র জানান।",
        ),
        share="শেয়ার করুন",
        related=("আরও পড়ুন", "বেকারির পুরস্কার"),
        alike="আরও পড়ুন আর আরও লিখুন, পুরোনো কলের পাশের স্কুলে শিক্ষক শনিবার সকালে হেসে ছাত্রদের বললেন।",
    ),
    "zh": _Text(
        title="托林磨坊永远停止运转",
        story=(
            "托林的磨坊在运转两百年后于星期一停止工作，磨坊主当晚对记者表示。",
            "磨坊的水轮自1826年起一直转动，经历了两次洪水和一次火灾，养活了河边的村庄。",
            "市议会希望保留这座建筑，并将在春天决定由谁来支付新屋顶的费用。",
        ),
        share="分享",
        related=("相关阅读", "面包店获奖"),
        alike="相关阅读材料将由市图书馆在周六上午免费发给所有参观磨坊的学生和他们的老师。",
    ),
    "th": _Text(
        title="กังหันน้ำทอร์รินหยุดหมุนตลอดกาล",
        story=(
            "กังหันน้ำของเมืองทอร์รินหยุดหมุนเมื่อวันจันทร์หลังจากทำงานมาสองร้อยปี เจ้าของกล่าวในตอนเย็นกับผู้สื่อข่าว"
            "ที่มารวมตัวกันอยู่หน้าโรงสีริมแม่น้ำเวนด์",
            "ล้อของกังหันหมุนมาตั้งแต่ปี พ.ศ. 2369 ผ่านน้ำท่วมสองครั้งและไฟไหม้หนึ่งครั้ง และเลี้ยงดูหมู่บ้านริมแม่น้ำ"
            "มาตลอดหลายชั่วอายุคนจนถึงวันนี้",
        ),
        share="แชร์",
        related=("อ่านเพิ่มเติม", "ร้านเบเกอรี่ได้รางวัล"),
        alike="อ่านเพิ่มเติมจากหนังสือเก่าเกี่ยวกับกังหันน้ำที่ครูของโรงเรียนริมแม่น้ำเวนด์เขียนไว้เมื่อหลายสิบปีก่อนให้เด็ก ๆ"
        "ทุกคนในหมู่บ้านได้รู้จัก",
    ),
}  # fmt: skip
every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def _join(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_headline_story_and_language_are_told_apart(language: str, text: _Text) -> None:
    article = clean_text(_join(text.title, *text.story))
    assert (article.title, article.paragraphs, article.language) == (text.title, text.story, language)
    assert article.removed == ()


@every_text
def test_a_share_button_below_the_headline_goes(text: _Text) -> None:
    article = clean_text(_join(text.title, text.share, *text.story))
    assert (article.title, article.paragraphs) == (text.title, text.story)
    assert [(one.text, one.kind) for one in article.removed] == [(text.share, "share")]


@every_text
def test_a_list_of_other_stories_goes_with_its_heading(text: _Text) -> None:
    article = clean_text(_join(text.title, *text.story, *text.related))
    assert article.paragraphs == text.story
    assert [(one.text, one.kind) for one in article.removed] == [(line, "related") for line in text.related]


@every_text
def test_prose_that_opens_like_that_heading_stays(text: _Text) -> None:
    article = clean_text(_join(text.title, *text.story, text.alike))
    assert (article.paragraphs, article.removed) == ((*text.story, text.alike), ())


@every_text
def test_a_heading_between_paragraphs_is_no_tail(text: _Text) -> None:
    lines = (*text.story, text.related[0], text.alike)
    assert clean_text(_join(text.title, *lines)).paragraphs == lines


LINES = sorted({line for text in TEXTS.values() for line in (text.title, *text.story, text.share, *text.related)})


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(LINES), max_size=10), st.sampled_from(sorted(TEXTS)))
def test_no_letter_is_lost_without_a_record_and_the_answer_is_always_the_same(lines: list[str], language: str) -> None:
    text = _join(*lines, *TEXTS[language].story)
    article = clean_text(text)
    said = (article.title, article.byline, article.ednote, *article.paragraphs, *(one.text for one in article.removed))
    assert not _letters(text) - _letters("".join(filter(None, said)))
    assert clean_text(text) == article


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(sorted(TEXTS)), st.booleans(), st.booleans(), st.booleans())
def test_a_second_cleaning_changes_nothing(language: str, shared: bool, listed: bool, alike: bool) -> None:
    text = TEXTS[language]
    head = [text.title, *([text.share] if shared else [])]
    tail = [*([text.alike] if alike else []), *(text.related if listed else [])]
    once = clean_text(_join(*head, *text.story, *tail))
    twice = clean_text(_join(text.title, *once.paragraphs))
    assert (twice.title, twice.paragraphs, twice.removed) == (once.title, once.paragraphs, ())
