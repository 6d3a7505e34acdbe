"""Addresses as people type them."""

from pipeline.errors import NewswireError
from pipeline.masking import masked

__all__ = ["require_address"]


def require_address(url: str) -> None:
    """NewswireError for what is no http or https address, with the address that may be meant."""
    from pipeline.urls import resolve

    if resolve(url, url) is not None:
        return
    meant = f"https://{url}"
    looks_like_one = "://" not in url and "." in url and resolve(meant, meant) is not None
    hint = f"write {masked(meant)}" if looks_like_one else "write one as in https://news.example/rss"
    raise NewswireError(url, f"is no http or https address; {hint}")
