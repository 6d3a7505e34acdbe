"""Read datelines of Chinese, Japanese and Korean agencies, written without blanks and in their own brackets."""

import re
import unicodedata

from pipeline.model import Dateline

__all__ = ["find_cjk_dateline"]

_DATE = r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
# The names of Chinese reporters nearly always have three characters.
_REPORTER = r"(?:(?:记者|記者)\w{3})"
_PLACE = r"(?P<place>[^\W\d_]{2,12}?)?"
_CHINESE = r"(?P<agency>新华社|新華社|新华网|中新社|中新网|中国新闻网|中新经纬|中央社|人民网)"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CHINESE}{_REPORTER}?{_PLACE}{_DATE}(?:电|電|讯|訊)(?:\s*\([^()]{{1,40}}\))?\s*",
        rf"\({_CHINESE}{_REPORTER}?{_PLACE}{_DATE}(?:电|電|讯|訊)\)\s*",
        rf"【{_DATE}\s*(?P<agency>AFP=時事|AFP|CNS|共同|時事|ロイター)】\s*",
        rf"【(?P<place>[^】=\d]{{1,20}}?)[=\s]*(?:{_DATE})?\s*(?P<agency>AFP=時事|共同|時事|ロイター)】\s*",
        rf"\[(?P<place>[^\]\d]{{1,20}}?)\s+(?:{_DATE})?\s*(?P<agency>ロイター)\]\s*-?\s*",
        r"[(\[【](?P<place>[^=()\[\]【】]{1,20})=(?P<agency>연합뉴스|뉴시스|뉴스1|뉴스핌|로이터|AFP|AP|신화)[^()\[\]【】]{0,12}[)\]】]\s*"
        r"(?:[가-힣·, ]{2,30}?\s?(?:기자|특파원|통신원)\s*)?=?\s*",
    )
)


def find_cjk_dateline(head: str) -> Dateline | None:
    """Find the dateline that opens a paragraph, or None. The agency is spelt as it is written there."""
    folded = "".join(map(_half_width, head))
    found = next(filter(None, (shape.match(folded) for shape in _SHAPES)), None)
    if found is None or not head[found.end() :].strip():
        return None
    groups = found.groupdict()
    day, month = groups.get("day"), groups.get("month")
    place = head[found.start("place") : found.end("place")].strip() if groups.get("place") else None
    date = head[found.start("month" if month else "day") : found.end("day") + 1] if day else None
    return Dateline(
        place=place,
        places=(place,) if place else (),
        date=date,
        day=int(day) if day else None,
        month=int(month) if month else None,
        agency=found["agency"],
        agencies=(found["agency"],),
        text=head[: found.end()],
    )


def _half_width(character: str) -> str:
    """A full-width bracket, digit or sign in its narrow form."""
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character
