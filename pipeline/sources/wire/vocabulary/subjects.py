"""The IPTC's vocabularies of subjects: names, broader topics, and how Media Topics and the older subject codes meet.

The table is `news_topics.tsv`, read with the first look-up. Names are in English, German, Spanish and French.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from pipeline.wire_item import Subject

__all__ = ["MEDIA_TOPICS", "SUBJECT_CODES", "complete_subjects", "subject_name"]

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
"""The scheme of the IPTC's Media Topics."""
SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/"
"""The scheme of the IPTC's subject codes of eight digits, which came before."""

_SCHEMES: Mapping[str, str] = {
    alias: scheme
    for scheme, aliases in (
        (MEDIA_TOPICS, ("cv.iptc.org/newscodes/mediatopic", "medtop", "iptc-mediatopic", "mediatopic", "mediatopics")),
        (
            SUBJECT_CODES,
            ("cv.iptc.org/newscodes/subjectcode", "subj", "iptc-subject", "subjectcode", "subject code", "iptc"),
        ),
    )
    for alias in aliases
}
_LANGUAGES = ("en", "de", "es", "fr")
_DIGITS = 8  # of a code of the media topics, and of the old subject codes
# The levels of a subject code: 15054001 lies below 15054000, and that below 15000000.
_LEVELS = (5, 2)
_DEPRECATED = "-DEPRECATED"
# No chain of broader topics is longer than six.
_MOST_BROADER = 8
_MOST_SUBJECTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Concept:
    """A concept of one scheme: its names by language, its broader concept, its counterparts in the other scheme."""

    code: str
    names: Mapping[str, str]
    broader: str | None = None
    counterparts: tuple[str, ...] = field(default=())


def complete_subjects(subjects: Iterable[Subject], language: str | None) -> tuple[Subject, ...]:
    """The subjects with the names that the vocabularies have, and the topics that follow from them behind.

    A name that the agency gives stays; others are in the article's `language`, or in English. Behind the stated ones
    come the counterparts of each in the other scheme, then all broader topics. Subjects of other schemes stay as they
    are.
    """
    stated = [_named(one, language) for one in subjects]
    found = dict.fromkeys((one.scheme, one.code) for one in stated if one.code)
    derived = [(scheme, code) for scheme, code in _derived(stated) if (scheme, code) not in found]
    behind = (
        Subject(scheme=scheme, code=code, name=subject_name(scheme, code, language))
        for scheme, code in dict.fromkeys(derived)
    )
    return tuple(dict.fromkeys((*stated, *behind)))[:_MOST_SUBJECTS]


def subject_name(scheme: str, code: str, language: str | None) -> str | None:
    """The name of a concept in a language, else in English; None for what the vocabularies do not have."""
    concept = _vocabularies().get(scheme, {}).get(code)
    if concept is None:
        return None
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    if primary in concept.names or len(concept.counterparts) != 1:
        return concept.names.get(primary) or concept.names.get("en")
    # Subject codes have English names only; the one Media Topic that means the same has more.
    other = _vocabularies()[_other(scheme)].get(concept.counterparts[0])
    return (other.names.get(primary) if other else None) or concept.names.get("en")


def _named(subject: Subject, language: str | None) -> Subject:
    """A subject with the scheme's own address and a name, where it is one of the IPTC's."""
    known = _known(subject)
    if known is None:
        return subject
    scheme, code = known
    return replace(subject, scheme=scheme, code=code, name=subject.name or subject_name(scheme, code, language))


def _known(subject: Subject) -> tuple[str, str] | None:
    """Scheme and code of a concept that the vocabularies have, or None.

    Eight digits without a scheme are a subject code; those that begin with a 2 are a Media Topic.
    """
    code = (subject.code or "").rpartition(":")[2].strip()
    if len(code) != _DIGITS or not (code.isascii() and code.isdigit()):
        return None
    if subject.scheme is None:
        scheme: str | None = MEDIA_TOPICS if code[0] == "2" else SUBJECT_CODES
    else:
        bare = subject.scheme.lower().partition("//")[2] or subject.scheme.lower()
        scheme = _SCHEMES.get(bare.rstrip("/:#"))
    return (scheme, code) if scheme and code in _vocabularies()[scheme] else None


def _derived(stated: Iterable[Subject]) -> Iterator[tuple[str, str]]:
    """The counterparts of the stated concepts, then the concepts above all of these."""
    known = [one for one in map(_known, stated) if one]
    met = [
        (_other(scheme), counterpart)
        for scheme, code in known
        for counterpart in _vocabularies()[scheme][code].counterparts
        if counterpart in _vocabularies()[_other(scheme)]
    ]
    yield from met
    for scheme, code in (*known, *met):
        yield from ((scheme, above) for above in _above(scheme, code))


def _above(scheme: str, code: str) -> Iterator[str]:
    concepts = _vocabularies()[scheme]
    for _ in range(_MOST_BROADER):
        concept = concepts.get(code)
        if concept is None or concept.broader is None:
            return
        code = concept.broader
        yield code


def _other(scheme: str) -> str:
    return SUBJECT_CODES if scheme == MEDIA_TOPICS else MEDIA_TOPICS


@cache
def _vocabularies() -> Mapping[str, Mapping[str, _Concept]]:
    """The concepts of both schemes by code."""
    table = (files("pipeline.sources.wire.vocabulary") / "news_topics.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    topics = {row[1]: _topic(row) for row in rows if row[0] == "medtop"}
    meets: dict[str, list[str]] = {}
    for topic in topics.values():
        for code in topic.counterparts:
            meets.setdefault(code, []).append(topic.code)
    codes = {row[1]: row[2].removesuffix(_DEPRECATED) for row in rows if row[0] == "subj"}
    return {
        MEDIA_TOPICS: topics,
        SUBJECT_CODES: {
            code: _Concept(
                code=code, names={"en": name}, broader=_chapter(code, codes), counterparts=tuple(meets.get(code, ()))
            )
            for code, name in codes.items()
        },
    }


def _topic(row: list[str]) -> _Concept:
    _, code, broader, counterpart, *names = [*row, "", "", ""]
    return _Concept(
        code=code,
        names={language: name for language, name in zip(_LANGUAGES, names, strict=False) if name},
        broader=broader or None,
        counterparts=(counterpart,) if counterpart else (),
    )


def _chapter(code: str, codes: Mapping[str, str]) -> str | None:
    """The next code above one: its digits say it."""
    shorter = (code[:length].ljust(_DIGITS, "0") for length in _LEVELS)
    return next((one for one in shorter if one != code and one in codes), None)
