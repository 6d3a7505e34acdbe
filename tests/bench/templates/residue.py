"""How residue falls with the pages seen: outlets of languages that no phrase file knows, each with its template."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench.templates.invented import Story, seeded, story, vocabulary
from bench.templates.stream import Stream

PAGES = 51
STREAMS = 10
BUCKETS = ((0, 0), (1, 3), (4, 7), (8, 11), (12, 20), (21, 50))
AUTHORS = ("Kaarel Tamberg", "Sigrún Vatnsdal", "Juma Kibwana")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of pages cleaned after so many others: how many hold a line that is not their story, how many lines.

    `marked` are the lines whose doubt is told: they recur, and stay.
    """

    pages: int
    with_residue: int
    lines: int
    marked: int
    paragraphs_lost: int


def own_elements(one: Story, random: Random) -> str:
    """Estonian: the template's lines stand in elements of their own, whose names say nothing."""
    author = random.choice(AUTHORS) if random.random() < 0.25 else None
    parts = [f"<p>{text}</p>" for text in one.paragraphs]
    parts.insert(0, '<div class="k1">Jaga seda lugu sõpradega</div>')
    parts.insert(len(parts) // 2, '<div class="k3">Allkirjasta meie petitsioon</div>')
    parts.insert(3, '<div class="k4"><span>Loe ka teisi lugusid</span></div>')
    bio = (
        f'<div class="k7"><p>{author} kirjutab Skarra Teatajas sadamatest, laevadest ja kaugete saarte elust ning on'
        " meie toimetuses töötanud palju aastaid.</p></div>"
    )
    end = (
        '<div class="k8"><p>Skarra Teataja ilmub igal nädalal ja seda loetakse kõikidel saartel, tellimuse saab'
        " vormistada meie kontoris Sadama tänaval.</p></div>"
    )
    return _page(
        one,
        f'<div class="k2">{"".join(parts)}{bio if author else ""}{end}</div>',
    )


def paragraphs_alone(one: Story, random: Random) -> str:
    """Swahili: everything is a paragraph of the text's own element, as many blogs have it."""
    author = random.choice(AUTHORS)
    parts = [*one.paragraphs, "Shiriki habari hii", "Fuata ukurasa wetu", "Soma zaidi hapa"]
    parts.insert(len(one.paragraphs) // 2, "Saini ombi letu")
    if random.random() < 0.1:
        parts.append(
            f"{author} anaandika kuhusu bandari, meli na maisha ya visiwa vya mbali na amefanya kazi katika chumba cha"
            " habari kwa miaka mingi."
        )
    return _page(one, f'<div class="m2">{"".join(f"<p>{text}</p>" for text in parts)}</div>')


def breaks(one: Story, random: Random) -> str:
    """Icelandic: a text divided by line breaks, the template's lines in it or in boxes within it."""
    half = len(one.paragraphs) // 2
    first, second = ("<br><br>".join(part) for part in (one.paragraphs[:half], one.paragraphs[half:]))
    box = '<div class="f5">Skrifaðu undir áskorunina</div>' if random.random() < 0.9 else "<br><br>"
    return _page(one, f'<div class="f2">{first}{box}{second}<br><br>Deildu þessari frétt<br><br>Meira efni hér</div>')


OUTLETS: Sequence[Callable[[Story, Random], str]] = (own_elements, paragraphs_alone, breaks)


def _page(one: Story, body: str) -> str:
    return (
        f"<!doctype html><html><head><title>{one.title}</title></head><body><main><h1>{one.title}</h1>{body}</main>"
        "</body></html>"
    )


def figures(outlet: Callable[[Story, Random], str]) -> Iterator[Figures]:
    """The figures of one outlet for each of the buckets, over several streams."""
    residue: list[list[int]] = [[] for _ in range(PAGES)]
    marked = [0] * PAGES
    lost = [0] * PAGES
    for seed in range(STREAMS):
        random = seeded(seed)
        words = vocabulary(random)
        stream = Stream(source=f"outlet{seed}.example")
        for number in range(PAGES):
            one = story(random, words)
            kept = {judged.block.text: judged.reason for judged in stream.clean(outlet(one, random)) if judged.kept}
            left = [reason for text, reason in kept.items() if text not in one.paragraphs]
            residue[number].append(len(left))
            marked[number] += sum("; kept: " in reason for reason in left)
            lost[number] += sum(text not in kept for text in one.paragraphs)
    for start, end in BUCKETS:
        counts = [count for number in range(start, end + 1) for count in residue[number]]
        yield Figures(
            pages=len(counts),
            with_residue=sum(count > 0 for count in counts),
            lines=sum(counts),
            marked=sum(marked[start : end + 1]),
            paragraphs_lost=sum(lost[start : end + 1]),
        )


def report() -> Iterator[str]:
    """The curve, outlet by outlet."""
    yield f"residue by the number of pages of the source seen before ({STREAMS} streams of {PAGES} pages an outlet)"
    for outlet in OUTLETS:
        yield f"  {outlet.__name__.replace('_', ' ')}"
        head = f"{'pages with residue':>18} {'lines a page':>12} {'marked':>7} {'paragraphs lost':>15}"
        yield f"    {'pages seen':>10} {head}"
        for (start, end), one in zip(BUCKETS, figures(outlet), strict=True):
            seen = str(start) if start == end else f"{start}-{end}"
            share, lines, marked = (count / one.pages for count in (one.with_residue, one.lines, one.marked))
            yield f"    {seen:>10} {share:18.0%} {lines:12.2f} {marked:7.2f} {one.paragraphs_lost:15}"
