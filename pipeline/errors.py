"""What can go wrong, arranged by who has to act.

NewswireError(subject, reason)
├─ SettingsInvalid, SchemaOutdated          the operator
├─ FetchFailed                              the remote host or the net; waiting may mend it
│  ├─ Unreachable, BadStatus, Postponed, TooLarge, Interstitial
│  ├─ BadEncoding, RedirectCircle, UnaskedNotModified
│  └─ AddressRefused, RobotsDisallow        waiting mends nothing (robots.txt: unless it could not be had)
├─ NotParsable                              the publisher
├─ DocumentDamaged                          the operator: the database's own copy is broken
├─ QueryInvalid                             the reader
├─ DeliveryFailed                           the subscriber; waiting may mend it
└─ LeaseLost                                nobody: somebody else holds the row now

Expected results are values, not errors: "304", "no article on this page", "duplicate" are members of an enum.
"""

from datetime import timedelta

__all__ = [
    "AddressRefused",
    "BadEncoding",
    "BadStatus",
    "DeliveryFailed",
    "DocumentDamaged",
    "FetchFailed",
    "Interstitial",
    "LeaseLost",
    "NewswireError",
    "NotParsable",
    "Postponed",
    "QueryInvalid",
    "RedirectCircle",
    "RobotsDisallow",
    "SchemaOutdated",
    "SettingsInvalid",
    "TooLarge",
    "UnaskedNotModified",
    "Unreachable",
]


class NewswireError(Exception):
    """A failure with a subject (an address, a file, a feed) and a reason that a person can act on.

    `heals` says whether waiting can mend it: the ledger tries such work again and quarantines the rest at once.
    """

    heals = False

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class SettingsInvalid(NewswireError):
    """A setting cannot be used; the message names it and what would do."""


class SchemaOutdated(NewswireError):
    """The database is not at the schema this version needs; `newswire migrate` mends it."""


class FetchFailed(NewswireError):
    """No usable answer from a remote host. `retry_after` is the host's own wish (RFC 9110, 10.2.3), or None."""

    heals = True

    def __init__(self, subject: str, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(subject, reason)
        self.retry_after = retry_after


class Unreachable(FetchFailed):
    """No connection, no name, no whole answer within the deadline, or an answer that is not HTTP."""


class BadStatus(FetchFailed):
    """An HTTP status that carries no document. 404, 410 and other refusals of the address itself do not heal.

    `shown` names the page that came with it, where it is one of those that stand between a host and its visitors.
    """

    def __init__(
        self, subject: str, status: int, *, shown: str | None = None, retry_after: timedelta | None = None
    ) -> None:
        said = f"HTTP status {status}"
        super().__init__(subject, f"{said} with {shown}" if shown else said, retry_after=retry_after)
        self.status = status
        self.heals = status >= 500 or status in {401, 403, 408, 421, 425, 429}


class Postponed(FetchFailed):
    """Not tried: its turn did not come while its batch ran. It costs the entry no attempt."""


class TooLarge(FetchFailed):
    """More bytes, headers, redirects or layers of encoding than the limits allow."""

    heals = False


class BadEncoding(FetchFailed):
    """A body that is not in the Content-Encoding that its answer names, or in one that newswire does not read."""


class RedirectCircle(FetchFailed):
    """Redirects that lead back to where they began, with the cookies that were set on the way."""

    heals = False


class UnaskedNotModified(FetchFailed):
    """A 304 as the answer to a request without conditions: there is no document that it could mean."""


class Interstitial(FetchFailed):
    """A page in place of what was asked for: a challenge, a consent wall, a login, a parked domain, or any other."""


class AddressRefused(FetchFailed):
    """An address that newswire does not connect to: private, loopback, link-local, metadata, or not HTTP at all."""

    heals = False


class RobotsDisallow(FetchFailed):
    """A page that its site does not let robots fetch (RFC 9309); `for_now` where its rules could not be had."""

    def __init__(self, subject: str, reason: str, *, for_now: bool = False) -> None:
        super().__init__(subject, reason)
        self.heals = for_now


class NotParsable(NewswireError):
    """Bytes that are not what they should be. `where` is a line, a position or an element, or None."""

    def __init__(self, subject: str, reason: str, *, where: str | None = None) -> None:
        super().__init__(subject, reason if where is None else f"{reason} ({where})")
        self.where = where


class DocumentDamaged(NewswireError):
    """A stored raw document cannot be read back. Fetching its page again replaces it."""


class QueryInvalid(NewswireError):
    """A search that cannot be read, or names an unknown language or field; the message says how to write it."""


class DeliveryFailed(NewswireError):
    """A subscriber did not take what was sent. `status` is its HTTP status, None where no answer came."""

    heals = True

    def __init__(
        self, subject: str, reason: str, *, status: int | None = None, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(subject, reason)
        self.status = status
        self.retry_after = retry_after


class LeaseLost(NewswireError):
    """The row was taken over while we worked on it; our result is dropped and counted."""
