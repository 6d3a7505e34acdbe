"""An invented wire: stories, the background that recurs in them, and forms that are filled in anew each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.stories.tongues import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A headline and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text as one string."""
        return "\n\n".join(self.paragraphs)


class Agency:
    """Writes stories in one language. A topic has background paragraphs which recur in its stories."""

    def __init__(self, tongue: Tongue, topics: int = 12) -> None:
        self.tongue = tongue
        self.random = tongue.random
        self._background = [[tongue.paragraph(2, 3) for _ in range(6)] for _ in range(topics)]
        self._forms = [form(tongue) for form in FORMS for _ in range(2)]

    def story(self) -> Text:
        """A story of 3 to 14 paragraphs whose headline takes half of its words from the lead; some have background."""
        paragraphs = [self.tongue.paragraph() for _ in range(self.random.choice((3, 4, 5, 6, 6, 7, 8, 10, 14)))]
        if self.random.random() < 0.35:
            paragraphs += self.random.sample(self.random.choice(self._background), self.random.randint(1, 3))
        return Text(title=self._headline(paragraphs[0]), paragraphs=tuple(paragraphs))

    def brief(self) -> Text:
        """A brief of 45 to 100 words."""
        paragraphs = tuple(self.tongue.sentence(22, 34) for _ in range(self.random.randint(2, 3)))
        return Text(title=self._headline(paragraphs[0]), paragraphs=paragraphs)

    def form(self, n: int) -> Text:
        """The next issue of a form."""
        return self._forms[n % len(self._forms)]()

    @property
    def forms(self) -> int:
        """How many forms the agency has."""
        return len(self._forms)

    def _headline(self, lead: str) -> str:
        tongue = self.tongue
        if not tongue.script.blank:
            at = self.random.randint(0, max(0, len(lead) - 12))
            return lead[at : at + 8] + "".join(tongue.words(2))
        words = [word.strip(".,") for word in lead.split()]
        return " ".join(self.random.sample(words, min(len(words), 5)) + tongue.words(3))


Form = Callable[[], Text]


def _skeleton(tongue: Tongue, sentences: int, slots: Sequence[Callable[[], str]], least: int, most: int) -> Form:
    """A form: the same words around slots, one or two of them in a sentence."""
    random = tongue.random
    plan = [
        [
            (tongue.words(random.randint(least, most)), random.choice(slots), tongue.words(random.randint(1, 5)))
            for _ in range(random.randint(1, 2))
        ]
        for _ in range(sentences)
    ]
    head = tongue.words(4)

    def fill() -> Text:
        paragraphs = []
        for sentence in plan:
            words: list[str] = []
            for before, slot, after in sentence:
                words += [*_fixed(before), slot(), *_fixed(after)]
            paragraphs.append(tongue.written(words))
        return Text(title=tongue.written([*_fixed(head), slots[0]()]).rstrip(".。"), paragraphs=tuple(paragraphs))

    return fill


def _fixed(words: Sequence[str]) -> Sequence[str]:
    """The words of a form without the figures that chance put there."""
    return [word for word in words if not word.isdecimal()]


def weather(tongue: Tongue) -> Form:
    """Temperatures and winds for a place."""
    random = tongue.random
    return _skeleton(
        tongue, 6, (tongue.name, lambda: str(random.randint(0, 30)), lambda: str(random.randint(2, 40))), 5, 12
    )


def results(tongue: Tongue) -> Form:
    """A match report by machine: teams, scorers, minutes."""
    random = tongue.random
    return _skeleton(tongue, 8, (tongue.name, tongue.name, lambda: str(random.randint(1, 90))), 4, 9)


def obituary(tongue: Tongue) -> Form:
    """A notice of a death: a name, an age, dates, a closing paragraph that never changes."""
    random = tongue.random
    fill = _skeleton(
        tongue, 5, (tongue.name, lambda: str(random.randint(20, 99)), lambda: str(random.randint(1930, 2020))), 4, 9
    )
    closing = tongue.paragraph(1, 1)
    return lambda: (lambda text: Text(title=text.title, paragraphs=(*text.paragraphs, closing)))(fill())


def election(tongue: Tongue) -> Form:
    """The result of a town: votes by party, turnout."""
    random = tongue.random
    return _skeleton(
        tongue,
        7,
        (tongue.name, lambda: f"{random.randint(100, 60_000):,}", lambda: f"{random.randint(10, 899) / 10}"),
        4,
        8,
    )


def market(tongue: Tongue) -> Form:
    """A table of prices under one sentence."""
    random = tongue.random
    goods = [tongue.name() for _ in range(14)]
    opening = tongue.words(12)

    def price(least: int, most: int) -> str:
        return f"{random.randint(least, most)}.{random.randint(10, 99)}"

    def fill() -> Text:
        rows = [f"{good} {price(1, 400)} {random.choice('+-')}{price(0, 5)}" for good in goods]
        first = tongue.written([*_fixed(opening), str(random.randint(1_000, 9_000))])
        return Text(title=tongue.written(_fixed(opening)[:5]), paragraphs=(first, "\n".join(rows)))

    return fill


FORMS: Sequence[Callable[[Tongue], Form]] = (weather, results, obituary, election, market)


def reworded(text: str, tongue: Tongue, share: float, random: Random) -> str:
    """A text with a share of its words replaced; figures and names stay."""
    blank = tongue.script.blank
    words = text.split(" ") if blank else list(text)
    known = set(tongue.names)
    for n, word in enumerate(words):
        if random.random() < share and not word[:1].isdigit() and word.strip(".,") not in known and word.strip():
            words[n] = (tongue.words(1)[0])[:1] if not blank else random.choice(tongue.function_words)
    return (blank or "").join(words)
