"""Pictures and films within a NITF story: media elements, and the img of agencies that write HTML there."""

from collections.abc import Iterator

from lxml import etree

from pipeline.sources.wire.xml import children, first_text, named, paragraphs_of, text_of
from pipeline.wire_item import Media

__all__ = ["nitf_media"]


def nitf_media(content: etree._Element) -> Iterator[Media]:
    """The media of a body, each with the first reference that names a file."""
    for media in named(content, "media"):
        caption = "\n".join(paragraphs_of(*children(media, "media-caption"))) or None
        credit = first_text(children(media, "media-producer"))
        for reference in children(media, "media-reference"):
            href = (reference.get("source") or reference.get("data-location") or text_of(reference) or "").strip()
            if href:
                kind = (media.get("media-type") or "").strip() or None
                yield _with_size(reference, href, reference.get("mime-type") or kind, caption, credit)
                break
    yield from _html_media(content)


def _html_media(content: etree._Element) -> Iterator[Media]:
    """The img elements of a body."""
    for image in named(content, "img"):
        href = (image.get("src") or image.get("source") or "").strip()
        if href:
            yield _with_size(image, href, None, (image.get("alt") or "").strip() or None, None)


def _with_size(
    element: etree._Element, href: str, media_type: str | None, caption: str | None, credit: str | None
) -> Media:
    return Media(
        href=href,
        media_type=media_type,
        width=_pixels(element.get("width")),
        height=_pixels(element.get("height")),
        caption=caption,
        credit=credit,
    )


def _pixels(text: str | None) -> int | None:
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
