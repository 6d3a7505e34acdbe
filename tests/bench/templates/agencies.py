"""Whether journalism is lost: made-up agency stories whose background recurs, with tables, markets and weather.

An agency closes story after story of a topic with the same paragraphs. Here it does so at outlets of different markup,
and at one that nobody else can be compared with.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench.templates.invented import Story, paragraph, seeded, sentence, story, vocabulary
from bench.templates.stream import Stream

STORIES = 600
TOPICS = 6
BACKGROUNDS = 10
# So many of a topic's stories close with its first background paragraph.
CLOSING_SHARE = 0.4
TOWNS = ("Norvik", "Skarra", "Halden", "Orla", "Lindle", "Tarn")
SKIES = ("rain", "snow showers", "clear", "overcast")
GOODS = ("Wool", "Herring", "Barley", "Timber")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What the agency sends: a story, the background that closes it, and the rows of a table or list, if any."""

    story: Story
    background: Sequence[str]
    rows: Sequence[str] = ()

    @property
    def prose(self) -> Sequence[str]:
        """Every paragraph that has to arrive."""
        return (*self.story.paragraphs, *self.background)


Markup = Callable[[Copy], str]


def plain(copy: Copy) -> str:
    """Everything a paragraph of the same element."""
    return "".join(f"<p>{text}</p>" for text in (*copy.story.paragraphs, *copy.rows, "Background", *copy.background))


def parted(copy: Copy) -> str:
    """The text in two elements, an advertisement between them: background always stands in the second."""
    half = len(copy.story.paragraphs) // 2
    first, second = (_paragraphs(part) for part in (copy.story.paragraphs[:half], copy.story.paragraphs[half:]))
    rows = f'<ul class="l1">{"".join(f"<li>{row}</li>" for row in copy.rows)}</ul>'
    return f'<div class="x1">{first}</div><div class="x2">{second}{rows}{_paragraphs(copy.background)}</div>'


def broken(copy: Copy) -> str:
    """A text divided by line breaks."""
    return "<br><br>".join((*copy.story.paragraphs, *copy.rows, *copy.background))


def boxed(copy: Copy) -> str:
    """Background in a box of its own, under a heading; rows in a table."""
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in copy.rows)
    box = f'<div class="b4"><h3>Background</h3>{_paragraphs(copy.background)}</div>' if copy.background else ""
    return f"{_paragraphs(copy.story.paragraphs)}<table>{rows}</table>{box}"


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


MARKUPS: Sequence[Markup] = (plain, parted, broken, boxed)


def wire(
    random: Random, *, topics: int = TOPICS, closing_share: float = CLOSING_SHARE, most_told: int = 3
) -> Iterator[Copy]:
    """The agency's stories in order; at most `most_told` paragraphs of background stand before the closing one."""
    words = vocabulary(random)
    stock = [[_background(random, words) for _ in range(BACKGROUNDS)] for _ in range(topics)]
    for _ in range(STORIES):
        topic = random.choice(stock)
        told = random.sample(topic[1:], random.randint(min(1, most_told), most_told))
        closing = [topic[0]] if random.random() < closing_share else []
        opened = story(random, words)
        lead = f"SKARRA, Nov {random.randint(1, 30)} (NTB) - {opened.paragraphs[0]}"
        copy = Story(title=opened.title, paragraphs=[lead, *opened.paragraphs[1:]])
        yield Copy(story=copy, background=[*told, *closing], rows=_rows(random))


def _background(random: Random, words: Sequence[str]) -> str:
    """A paragraph, or a sentence too short for one: "He denies it." recurs as well."""
    return sentence(random, words, least=6, most=9) if random.random() < 0.3 else paragraph(random, words)


def _rows(random: Random) -> Sequence[str]:
    """Rows of a market report, of the weather or of results; none in most stories."""
    kind = random.random()
    if kind < 0.15:
        return [f"{town}: {random.choice(SKIES)}" for town in TOWNS]
    if kind < 0.3:
        return [f"{goods} {random.randint(1, 9)},{random.randint(0, 9)} ({random.choice('+-')}0.5)" for goods in GOODS]
    if kind < 0.4:
        return [f"{random.choice(TOWNS)} - {random.choice(TOWNS)} {random.randint(0, 4)}:{random.randint(0, 4)}"] * 2
    return ()


def page(copy: Copy, markup: Markup) -> str:
    """The page of an outlet: the agency's text, and around it the outlet's own template."""
    title = f"<title>{copy.story.title}</title>"
    around = '<div class="s1">Jaga seda lugu</div>', '<div class="s2">Loe ka teisi lugusid</div>'
    foot = (
        '<div class="s3"><p>Skarra Teataja ilmub igal nädalal ja seda loetakse kõikidel saartel kogu aasta.</p></div>'
    )
    body = f'<div class="t1">{around[0]}{markup(copy)}{around[1]}{foot}</div>'
    return (
        f"<!doctype html><html><head>{title}</head><body><main><h1>{copy.story.title}</h1>{body}</main></body></html>"
    )


@dataclass(slots=True)
class Losses:
    """What the templates took out of an outlet's pages, and how many paragraphs of background were marked."""

    prose: int = 0
    rows: int = 0
    template: int = 0
    marked: int = 0
    paragraphs: int = 0


def losses(streams: Sequence[Stream], copies: Sequence[Copy], markups: Sequence[Markup]) -> Losses:
    """What is lost when each outlet publishes every story."""
    total = Losses()
    for copy in copies:
        for stream, markup in zip(streams, markups, strict=True):
            blocks = stream.clean(page(copy, markup))
            taken = Counter(one.block.text for one in blocks if one.kind == "template")
            prose = sum(taken[text] for text in copy.prose)
            rows = sum(taken[text] for text in (*set(copy.rows), "Background"))
            total.prose += prose
            total.rows += rows
            total.template += taken.total() - prose - rows
            total.marked += sum("; kept: " in one.reason for one in blocks if one.block.text in copy.background)
            total.paragraphs += len(copy.prose)
    return total


def _several(copies: Sequence[Copy]) -> Losses:
    streams = [Stream(source=f"{markup.__name__}.example") for markup in MARKUPS]
    for stream in streams:
        stream.others = [other for other in streams if other is not stream]
    return losses(streams, copies, MARKUPS)


def report() -> Iterator[tuple[str, int]]:
    """A line for each case, with the paragraphs lost in it."""
    yield f"journalism lost in {STORIES} agency stories ({TOPICS} topics, {BACKGROUNDS} background paragraphs each)", 0
    head = f"{'paragraphs':>10} {'lost':>5} {'rows, labels lost':>17} {'marked':>7} {'template lines taken':>20}"
    yield f"  {'':34} {head}", 0
    copies = list(wire(seeded(7)))
    single = list(wire(seeded(8), topics=1, closing_share=1.0))
    cases = [("four outlets, known to each other", _several(copies))]
    for markup in MARKUPS:
        cases.append((f"one outlet, {markup.__name__}", losses([Stream(source="one.example")], copies, [markup])))
    for markup in MARKUPS:
        of_one = losses([Stream(source="one.example")], single, [markup])
        cases.append((f"one topic, one closing, {markup.__name__}", of_one))
    alone = list(wire(seeded(9), topics=1, closing_share=0.7, most_told=0))
    of_box = losses([Stream(source="one.example")], alone, [boxed])
    cases.append(("the closing alone, 70 %, boxed", of_box))
    for name, one in cases:
        line = f"{one.paragraphs:10} {one.prose:5} {one.rows:17} {one.marked:7} {one.template:20}"
        yield f"  {name:34} {line}", one.prose
