"""Passwords and tokens within addresses: found by rules, left out of all that is printed, logged or published.

`newswire.masked` in `sql/functions/addresses.sql` is the same rule for views; a test compares the two.
"""

import re
from dataclasses import dataclass

__all__ = ["MASK", "SECRET_NAMES", "SecretName", "masked", "masked_address"]

MASK = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretName:
    """Query parameters whose value lets in whoever reads it; the pattern is for the whole name, in lower case."""

    pattern: str
    why: str


SECRET_NAMES: tuple[SecretName, ...] = (
    SecretName(pattern=r"[a-z0-9_.%-]*(?:token|secret)", why="tokens of subscribers' feeds, secrets of clients"),
    SecretName(
        pattern=r"(?:[a-z0-9_.%-]*[_.-])?(?:api|app|access|auth|client|customer|feed|license|member|private|rss|session|"
        r"shared|subscription|user)?[_-]?key",
        why="keys of interfaces",
    ),
    SecretName(pattern=r"(?:[a-z0-9_.%-]*[_.-])?(?:pass(?:wd|word|phrase|code)?|pwd|pw|pin)", why="passwords"),
    SecretName(
        pattern=r"passwort|kennwort|contrase(?:n|ñ|%c3%b1)a|clave|senha|mot_?de_?passe|mdp|has[lł]o|heslo|parol[ae]?",
        why="passwords in German, Spanish, Portuguese, French, Polish, Czech, Italian and Russian",
    ),
    SecretName(pattern=r"credentials?|authori[sz]ation|o?auth|(?:access|auth)_?code", why="credentials of any kind"),
    SecretName(pattern=r"(?:x-(?:amz|goog)-)?(?:signature|sig|credential)|hmac|jwt", why="signed addresses"),
    SecretName(pattern=r"(?:php|j|asp)?sess(?:ion)?_?(?:id)?|sid|ticket|hash", why="sessions"),
)

# The second branch is for a password with a slash, a question mark or a number sign in it: what follows the colon is no
# port. The last pattern is for user:key@host without a scheme.
_USER_INFORMATION = (
    r"//(?:[^/?#\s]*@|[^/?#\s:@\[]*:(?!\d{0,5}(?:[/?#\s]|$))[^/?#\s@]*[/?#]\S*@)",
    r"(^|[\s\"'(<])(?!mailto:)[^\s/?#@:\"'(<]+:[^\s/?#@]*@",
)
_WITH_SCHEME, _WITHOUT_SCHEME = (re.compile(pattern, re.IGNORECASE) for pattern in _USER_INFORMATION)
_NAMES = "|".join(name.pattern for name in SECRET_NAMES)
_SECRET_VALUE = re.compile(rf"([?&;#](?:{_NAMES})(?:\[[^\]=&#\s]*\])?=)[^&#\s]+", re.IGNORECASE)
_BLANK = re.compile(r"\s")


def masked(text: str) -> str:
    """The text without user names and passwords before hosts, and with `…` for secret values of queries."""
    if "@" in text:
        text = _WITHOUT_SCHEME.sub(r"\1", _WITH_SCHEME.sub("//", text))
    return _SECRET_VALUE.sub(rf"\1{MASK}", text) if "=" in text else text


def masked_address(address: str) -> str:
    """One address, masked as a whole: a blank does not end the password or the value that it stands in."""
    return masked(_BLANK.sub("%20", address.strip()))
