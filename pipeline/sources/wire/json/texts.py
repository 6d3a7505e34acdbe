"""The texts of a wire item in JSON: bodies, headlines and descriptions, of which it may hold several of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.sources.json_members import JsonObject
from pipeline.sources.plain_text import html_text, title_text
from pipeline.sources.wire.wrapped_lines import plain_paragraphs
from pipeline.sources.wire.xml import text_paragraphs

__all__ = ["body", "headlines", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One of the texts of a kind: what it is for, what it is written in, its language, each None where not stated."""

    value: str
    role: str | None = None
    form: str | None = None
    language: str | None = None


# In which form a text keeps most of its paragraphs, subheads and tables: the earlier, the better. NITF within JSON has
# its head in the same text.
_PLAIN = frozenset({"text", "plain", "text/plain"})
_FORMS = ("html", "plain", "nitf", "xml")
_MAIN = ("main", "headline", "title")
_SUMMARIES = ("summary", "abstract", "short", "text", "lead", "caption", "description")


def body(item: JsonObject, language: str | None) -> tuple[str, ...]:
    """The paragraphs of the body that is in the item's language, in the form that keeps most of it."""
    texts = _in_language(list(_texts(item, "body", "bodies")), language)
    best = min(texts, key=_form_rank, default=None)
    if best is None:
        return ()
    is_plain = (best.form or "").lower() in _PLAIN
    return plain_paragraphs(best.value) if is_plain else text_paragraphs(best.value)


def headlines(item: JsonObject) -> tuple[str, ...]:
    """The headlines as plain text, the main one first."""
    texts = list(_texts(item, "headline", "headlines"))
    ordered = sorted(texts, key=lambda one: one.role not in {None, "", *_MAIN})
    return tuple(dict.fromkeys(filter(None, (title_text(one.value) for one in ordered))))


def summary(item: JsonObject, language: str | None) -> str | None:
    """The description that sums the item up, as plain text."""
    texts = _in_language(list(_texts(item, "description", "descriptions")), language)
    fitting = [one for one in texts if one.role is None or one.role in {*_SUMMARIES, *_FORMS, "xhtml", "richtext"}]
    best = min(fitting, key=lambda one: (_form(one) != "plain", _summary_rank(one)), default=None)
    return html_text(best.value) if best else None


def _texts(item: JsonObject, one: str, several: str) -> Iterator[_Text]:
    """The texts under `body_text`, `body_xhtml` and so on (1.x), and those in the list `bodies` (2.x, 3.x)."""
    for name, value in item.members.items():
        if (name == one or name.startswith(f"{one}_")) and (text := item.text(name)) and isinstance(value, str):
            label = name.removeprefix(one).lstrip("_") or None
            yield _Text(value=text, role=label, form=label)
    for each in map(_folded, item.objects(several)):
        value = each.text("value")
        if value:
            form = each.text("contenttype", "mimetype") or each.text("role")
            language = each.text("xml:lang", "lang", "language")
            yield _Text(value=value, role=(each.text("role") or "").lower() or None, form=form, language=language)
    for plain in item.listed(several):
        if isinstance(plain, str) and plain.strip():
            yield _Text(value=plain)


def _folded(one: JsonObject) -> JsonObject:
    return JsonObject.folded(one.members)


def _in_language(texts: Sequence[_Text], language: str | None) -> Sequence[_Text]:
    """The texts in the item's language, or all where none says to be."""
    own = [one for one in texts if language and one.language and _primary(one.language) == _primary(language)]
    return own or texts


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _form(text: _Text) -> str:
    form = (text.form or "").lower()
    known = next((known for known in _FORMS if known in form), None)
    return known or "plain"


def _form_rank(text: _Text) -> int:
    return _FORMS.index(_form(text))


def _summary_rank(text: _Text) -> int:
    return _SUMMARIES.index(text.role) if text.role in _SUMMARIES else len(_SUMMARIES)
