"""Addresses as people type them."""

from pipeline.errors import NewswireError
from pipeline.masking import masked

__all__ = ["require_address"]


def require_address(url: str) -> None:
    """Raise NewswireError if this is not an http or https address; suggest the likely address."""
    from pipeline.urls import resolve

    if resolve(url, url) is not None:
        return
    meant = f"https://{url}"
    looks_like_one = "://" not in url and "." in url and resolve(meant, meant) is not None
    hint = f"write {masked(meant)}" if looks_like_one else "write one as in https://news.example/rss"
    raise NewswireError(url, f"is no http or https address; {hint}")
