"""Addresses as publishers misspell them, brought into the form that they mean."""

import re

__all__ = ["with_one_address", "with_one_scheme"]

# Schemes that were put before one another, or written without all of their marks: http://https://h, https:/h, https//h.
# A colon before a number divides a host from its port.
_SCHEMES = re.compile(r"(?:https?\s*(?:(?::|;|%3a)(?!\d)\s*[/\\]*|[/\\]{2,})\s*)+", re.IGNORECASE)
_LAST_SCHEME = re.compile(r".*(https?)\s*([:;]|%3a)?\s*([/\\]*)", re.IGNORECASE | re.DOTALL)
_HOST_LIKE = re.compile(r"[^\s/\\?#@:]+\.[^\W\d_]{2,}(?::\d+)?(?=[/\\?#]|$)")
# A full address used as the path of an address on the same site: https://h/https://h/a.
_WITHIN = re.compile(r"https?://([^/?#]+)/+(https?:/+([^/?#]+).*)", re.IGNORECASE)


def with_one_scheme(reference: str, *, near: str) -> str:
    """The reference with one scheme, whole, and with slashes where it has backslashes (URL Standard, 4.4).

    `near` is the host that it was found at: after a scheme without slashes no other single word is a host.
    """
    found = _SCHEMES.match(reference)
    rest = reference[found.end() :] if found else reference
    if "\\" in rest:
        path = re.split(r"[?#]", rest, maxsplit=1)[0]
        rest = path.replace("\\/", "/").replace("\\", "/") + rest[len(path) :]
    last = _LAST_SCHEME.fullmatch(found[0].rstrip()) if found else None
    if found is None or last is None:
        return rest
    whole = len(last[3]) == 2 or _HOST_LIKE.match(rest) is not None or rest.split("/", 1)[0].lower() == near
    return f"{last[1].lower()}://{rest}" if whole else reference


def with_one_address(address: str) -> str:
    """Return the address, or the full address of the same host that it has as its path."""
    within = _WITHIN.fullmatch(address)
    if within is None or within[1].lower() != within[3].lower():
        return address
    return with_one_scheme(within[2], near=within[3])
