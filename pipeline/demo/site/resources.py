"""What stands at each path of the sample site: pages, feeds and pictures, with the validators of HTTP."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from http import HTTPStatus

from pipeline.demo.sample import EDITION_GAP, EDITIONS, PageAnswer, Sample
from pipeline.demo.site.feeds import feed_document
from pipeline.demo.site.pages import FEED_MEDIA_TYPES, Press, article_page, home_page, image_path, picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What stands at one path: bytes, their type, and the validators of HTTP (RFC 9110, 8.8)."""

    body: bytes
    content_type: str
    modified: datetime
    status: HTTPStatus = HTTPStatus.OK

    @property
    def etag(self) -> str:
        """Weak, because the same tag stands for the plain and the compressed body."""
        return f'W/"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def resources(sample: Sample, edition: int, root: str) -> Mapping[str, Resource]:
    """Every path of an edition with what stands there; only what differs from the edition before is newer than it."""
    press = Press(sample=sample, edition=edition, root=root)
    printed = _printed(press, sample.base + EDITION_GAP * (edition - EDITIONS[0]))
    if edition == EDITIONS[0]:
        return printed
    before = resources(sample, edition - 1, root)
    return {
        path: before[path] if path in before and before[path].body == now.body else now for path, now in printed.items()
    }


def _printed(press: Press, modified: datetime) -> Mapping[str, Resource]:
    printed: dict[str, Resource] = {"/": _html(_contents(press), "utf-8", modified)}
    for outlet in press.sample.outlets:
        printed[outlet.home_path] = _html(home_page(press, outlet), outlet.charset, modified)
        for feed in outlet.feeds:
            kind = f"{FEED_MEDIA_TYPES[feed.kind]}; charset={outlet.charset}"
            body = feed_document(press, outlet, feed).encode(outlet.charset, "xmlcharrefreplace")
            served = Resource(body=body, content_type=kind, modified=modified)
            printed[outlet.home_path + feed.path] = _DEAD(modified=modified) if feed.dead else served
    for article in press.sample.articles(press.edition):
        charset = press.sample.outlet(article.outlet).charset
        art = Resource(body=picture(article).encode(), content_type="image/svg+xml", modified=modified)
        printed[image_path(article)] = art
        if article.answer is not PageAnswer.MISSING:
            page = _html(article_page(press, article), charset, modified)
            printed |= {article.path: page, article.canonical_path: page}
    return printed


_DEAD = partial(
    Resource,
    body=b"<h1>Error establishing a database connection</h1>",
    content_type="text/html; charset=utf-8",
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
)


def _html(page: str, charset: str, modified: datetime) -> Resource:
    body = page.encode(charset, "xmlcharrefreplace")
    return Resource(body=body, content_type=f"text/html; charset={charset}", modified=modified)


def _contents(press: Press) -> str:
    outlets = "\n".join(
        f'<li><a href="{outlet.home_path}">{escape(outlet.name)}</a>, {escape(outlet.tagline)}</li>'
        for outlet in press.sample.outlets
    )
    return f"<!DOCTYPE html>\n<html lang=en><title>The sample newswire</title>\n<ul>\n{outlets}\n</ul>\n"
