"""Ask for pages as far as their sites let robots fetch them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.errors import FetchFailed, Postponed, RobotsDisallow
from pipeline.fetch import Request, Rules, RulesKept, robots_rules
from pipeline.model import Answer
from pipeline.stages.asking import Asking
from pipeline.urls import authority, origin

# By then the host has a slot for its robots.txt again.
_SHORTLY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """A page to ask for. `announced`: a feed named it; robots.txt does not bind what a person asks for."""

    request: Request
    announced: bool

    @property
    def url(self) -> str:
        """Its address."""
        return self.request.url


def ask_pages(pages: Sequence[PageAsked], asking: Asking, kept: RulesKept | None) -> Sequence[Answer | FetchFailed]:
    """An answer for each page, or why it was not asked for."""
    announced = [page.url for page in pages if page.announced]
    robot = asking.limits.robot
    known = robots_rules([origin(url) for url in announced], kept=kept, ask=asking.ask, robot=robot)
    refusals = [_refusal(page, known) for page in pages]
    allowed = [page.request for page, refusal in zip(pages, refusals, strict=True) if refusal is None]
    answers = iter(asking.ask(allowed, spacings=_spacings(known)))
    forbidden = [(page.request, one) for page, one in zip(pages, refusals, strict=True) if one is not None]
    asking.count([request for request, _ in forbidden], [one for _, one in forbidden])
    return [refusal or next(answers) for refusal in refusals]


def _refusal(page: PageAsked, known: Mapping[str, Rules]) -> FetchFailed | None:
    """Why a page may not be fetched now, or at all. What a person asked for may."""
    if not page.announced:
        return None
    rules = known.get(origin(page.url))
    if rules is None:
        return Postponed(page.url, "its site's robots.txt could not be asked for yet", retry_after=_SHORTLY)
    if rules.unknown is not None:
        return RobotsDisallow(page.url, f"{rules.unknown}; until that is known nothing is fetched there", for_now=True)
    if rules.allows(page.url):
        return None
    return RobotsDisallow(page.url, "the site's robots.txt does not allow it")


def _spacings(known: Mapping[str, Rules]) -> Mapping[str, timedelta]:
    wishes = {authority(one): rules.delay() for one, rules in known.items()}
    return {host: wish for host, wish in wishes.items() if wish is not None}
