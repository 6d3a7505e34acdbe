"""A simulated stream of articles: who copied whom is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bench.stories.tongues import SCRIPTS, Tongue
from bench.stories.wire import Agency, Text, reworded

START = datetime(2026, 11, 2, tzinfo=UTC)
DAYS = 8
SITES_A_LANGUAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article as it arrives, and its true story. `form` is the form it fills in, if any; `kind` how it was made."""

    id: str
    story: str
    kind: str
    title: str
    text: str
    source: str
    at: datetime
    language: str
    form: str | None = None


class Press:
    """The outlets of one language and what they do with an agency's stories."""

    def __init__(self, tongue: Tongue, residue: float) -> None:
        self.tongue = tongue
        self.random = tongue.random
        self.residue = residue
        language = tongue.script.language
        self.sites = [f"{language}{n}.example" for n in range(SITES_A_LANGUAGE)]
        self._tails = {site: [tongue.sentence(5, 20) for _ in range(3)] for site in self.sites}

    def edited(self, text: Text, kind: str) -> Text:
        """A copy as an outlet prints it."""
        return EDITS[kind](text, self)

    def with_residue(self, text: Text, site: str) -> Text:
        """A copy with what the cleaner left of the site's template, for a share of the copies."""
        if self.random.random() >= self.residue:
            return text
        return replace(text, paragraphs=(*text.paragraphs, *self._tails[site]))

    def lead(self, least: int, most: int) -> tuple[str, ...]:
        """Local paragraphs."""
        return tuple(self.tongue.paragraph(1, 2) for _ in range(self.random.randint(least, most)))


def _same(text: Text, _press: Press) -> Text:
    return text


def _retitled(text: Text, press: Press) -> Text:
    return replace(text, title=press.tongue.title())


def _styled(text: Text, press: Press) -> Text:
    """House style: one word in forty is another, quotation marks and spaces differ."""
    styled = tuple(reworded(one, press.tongue, 0.025, press.random) for one in text.paragraphs)
    return replace(text, paragraphs=styled)


def _cut(text: Text, press: Press) -> Text:
    keep = max(1, round(len(text.paragraphs) * press.random.uniform(0.3, 0.8)))
    return replace(text, paragraphs=text.paragraphs[:keep])


def _local(text: Text, press: Press) -> Text:
    return replace(text, paragraphs=(*press.lead(1, 1), *text.paragraphs), title=press.tongue.title())


def _long_local(text: Text, press: Press) -> Text:
    return replace(text, paragraphs=(*press.lead(2, 3), *text.paragraphs))


def _local_cut(text: Text, press: Press) -> Text:
    return _local(_cut(text, press), press)


def _extended(text: Text, press: Press) -> Text:
    return replace(text, paragraphs=(*text.paragraphs, *press.lead(1, 2)))


def _middle_cut(text: Text, press: Press) -> Text:
    kept = tuple(one for n, one in enumerate(text.paragraphs) if n == 0 or press.random.random() < 0.65)
    return replace(text, paragraphs=kept)


def _reworded(text: Text, press: Press) -> Text:
    return replace(text, paragraphs=tuple(reworded(one, press.tongue, 0.12, press.random) for one in text.paragraphs))


def _merged_paragraphs(text: Text, _press: Press) -> Text:
    return replace(text, paragraphs=(" ".join(text.paragraphs),))


EDITS: dict[str, Callable[[Text, Press], Text]] = {
    "same": _same,
    "retitled": _retitled,
    "styled": _styled,
    "cut": _cut,
    "local": _local,
    "long local": _long_local,
    "local cut": _local_cut,
    "extended": _extended,
    "middle cut": _middle_cut,
    "reworded": _reworded,
    "one paragraph": _merged_paragraphs,
}
_WEIGHTS = (18, 12, 14, 16, 8, 4, 6, 6, 6, 4, 6)


class Stream:
    """The articles of one seed, in order of arrival."""

    def __init__(self, seed: int, *, stories: int = 350, residue: float = 0.05) -> None:
        self.random = Random(seed)
        self.items: list[Item] = []
        for script in SCRIPTS:
            tongue = Tongue(script, self.random)
            self._publish(Agency(tongue), Press(tongue, residue), stories)
        self.items.sort(key=lambda item: (item.at, item.id))

    def _publish(self, agency: Agency, press: Press, stories: int) -> None:
        told: list[tuple[datetime, Text]] = []
        for n in range(stories):
            text = agency.story() if self.random.random() < 0.85 else agency.brief()
            at = START + timedelta(hours=self.random.uniform(0, 24 * DAYS))
            told.append((at, text))
            self._tell(f"{press.tongue.script.language}-{n}", text, at, press)
        for n in range(stories // 2):
            self._fill(f"{press.tongue.script.language}-form-{n}", n, agency, press)
        for n in range(stories // 25):
            self._digest(f"{press.tongue.script.language}-digest-{n}", told, press)

    def _tell(self, story: str, text: Text, at: datetime, press: Press) -> None:
        """The original, its copies over two days, and for some a flash, updates and a correction."""
        wire = f"{press.tongue.script.language}-wire.example"
        if self.random.random() < 0.15:
            flash = replace(text, paragraphs=(text.paragraphs[0],))
            self._add(story, "flash", flash, wire, at - timedelta(minutes=20), press)
        self._add(story, "original", text, wire, at, press)
        versions = [text]
        if self.random.random() < 0.25:
            for hours in range(self.random.randint(1, 3)):
                versions.append(_updated(versions[-1], press))
                self._add(story, "update", versions[-1], wire, at + timedelta(hours=2 + 3 * hours), press)
        if self.random.random() < 0.08:
            self._add(story, "correction", _corrected(versions[-1], press), wire, at + timedelta(hours=14), press)
        copies = min(SITES_A_LANGUAGE, int(self.random.expovariate(1 / 3)))
        for site in self.random.sample(press.sites, copies):
            kind = self.random.choices(list(EDITS), _WEIGHTS)[0]
            # A tenth of the outlets are faster than the agency's own site.
            delay = timedelta(hours=self.random.expovariate(1 / 6) - 0.6)
            copy = press.with_residue(press.edited(self.random.choice(versions), kind), site)
            self._add(story, kind, copy, site, at + min(delay, timedelta(hours=60)), press)

    def _fill(self, story: str, n: int, agency: Agency, press: Press) -> None:
        """An issue of a form: daily by its source, or several on one day; some are printed by a second site."""
        form = n % agency.forms
        issue = n // agency.forms
        step = timedelta(hours=24) if form % 2 else timedelta(minutes=20)
        at = START + timedelta(hours=30) + issue * step
        text = agency.form(form)
        name = f"{press.tongue.script.language}-{form}"
        site = press.sites[form % len(press.sites)]
        self._add(story, "form", text, site, at, press, form=name)
        if self.random.random() < 0.3:
            other = self.random.choice(press.sites)
            self._add(story, "form copy", text, other, at + timedelta(hours=1), press, form=name)

    def _digest(self, story: str, told: Sequence[tuple[datetime, Text]], press: Press) -> None:
        """The openings of three to six stories of a day, under a title of its own."""
        at = START + timedelta(hours=self.random.uniform(24, 24 * DAYS))
        day = [text for when, text in told if timedelta(0) < at - when < timedelta(hours=24)]
        if len(day) < 3:
            return
        chosen = self.random.sample(day, min(len(day), self.random.randint(3, 6)))
        parts = tuple(part for text in chosen for part in text.paragraphs[: self.random.randint(1, 2)])
        self._add(story, "digest", Text(title=press.tongue.title(), paragraphs=parts), press.sites[0], at, press)

    def _add(
        self, story: str, kind: str, text: Text, source: str, at: datetime, press: Press, *, form: str | None = None
    ) -> None:
        self.items.append(
            Item(
                id=f"{story}.{len(self.items)}",
                story=story,
                kind=kind,
                title=text.title,
                text=text.body,
                source=source,
                at=at,
                language=press.tongue.script.language,
                form=form,
            )
        )


def _updated(text: Text, press: Press) -> Text:
    """A new lead, the old one below it or gone; now and then a paragraph less at the end."""
    kept = text.paragraphs if press.random.random() < 0.5 else text.paragraphs[1:]
    kept = kept[:-1] if len(kept) > 4 else kept
    return replace(text, paragraphs=(*press.lead(1, 1), *kept))


def _corrected(text: Text, press: Press) -> Text:
    """One figure is another, without a word about it."""
    body = list(text.paragraphs)
    for n, paragraph in enumerate(body):
        figure = next((word for word in paragraph.split() if word.isdecimal()), None)
        if figure:
            body[n] = paragraph.replace(figure, str(int(figure) + press.random.randint(1, 9)), 1)
            break
    return replace(text, paragraphs=tuple(body))
