"""Query parameters that say where a reader came from: rules as data, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["TRACKING", "Tracking", "untracked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A query parameter that says where a reader came from, never which page is meant; a final * is for any ending.

    `values` are the only values under which it does, in lower case; empty: it always does.
    """

    name: str
    why: str
    values: tuple[str, ...] = ()


TRACKING = (
    Tracking(name="utm_*", why="campaign tags of Google Analytics, taken over by most other analytics"),
    Tracking(name="fbclid", why="click number of Facebook"),
    Tracking(name="gclid", why="click number of Google Ads"),
    Tracking(name="gclsrc", why="source of a Google Ads click"),
    Tracking(name="dclid", why="click number of Google display ads"),
    Tracking(name="gbraid", why="Google Ads click from an app"),
    Tracking(name="wbraid", why="Google Ads click from the web to an app"),
    Tracking(name="_ga", why="Google Analytics visitor handed from one domain to another"),
    Tracking(name="_gl", why="Google Analytics visitor handed from one domain to another"),
    Tracking(name="msclkid", why="click number of Microsoft Advertising"),
    Tracking(name="yclid", why="click number of Yandex"),
    Tracking(name="ysclid", why="click number of Yandex search"),
    Tracking(name="twclid", why="click number of Twitter"),
    Tracking(name="ttclid", why="click number of TikTok"),
    Tracking(name="igshid", why="share number of Instagram"),
    Tracking(name="li_fat_id", why="click number of LinkedIn"),
    Tracking(name="mc_cid", why="campaign of a Mailchimp newsletter"),
    Tracking(name="mc_eid", why="reader of a Mailchimp newsletter"),
    Tracking(name="mkt_tok", why="reader of a Marketo newsletter"),
    Tracking(name="_hsenc", why="reader of a HubSpot newsletter"),
    Tracking(name="_hsmi", why="campaign of a HubSpot newsletter"),
    Tracking(name="vero_id", why="reader of a Vero newsletter"),
    Tracking(name="oly_anon_id", why="reader known to Omeda"),
    Tracking(name="oly_enc_id", why="reader known to Omeda"),
    Tracking(name="wickedid", why="click number of Wicked Reports"),
    Tracking(name="dicbo", why="click number of Outbrain"),
    Tracking(name="tblci", why="click number of Taboola"),
    Tracking(name="at_medium", why="campaign of Piano Analytics"),
    Tracking(name="at_campaign", why="campaign of Piano Analytics"),
    Tracking(name="at_campaign_type", why="campaign of Piano Analytics"),
    Tracking(name="at_custom*", why="campaign of Piano Analytics"),
    Tracking(name="xtor", why="campaign of AT Internet, in the feeds of French papers"),
    Tracking(name="ns_campaign", why="campaign of Comscore"),
    Tracking(name="ns_fee", why="cost of a Comscore campaign"),
    Tracking(name="ns_mchannel", why="channel of a Comscore campaign"),
    Tracking(name="ns_source", why="source of a Comscore campaign"),
    Tracking(name="ns_linkname", why="link of a Comscore campaign"),
    Tracking(name="cmp", why="campaign code in the feeds of British and American papers"),
    Tracking(name="cmpid", why="campaign code in the feeds of British and American papers"),
    Tracking(name="ito", why="campaign code of DMG Media"),
    Tracking(name="smid", why="share number of the New York Times"),
    Tracking(name="smtyp", why="share type of the New York Times"),
    Tracking(name="ocid", why="campaign of MSN and of the BBC's partners"),
    Tracking(name="ftag", why="campaign of CBS Interactive"),
    Tracking(name="wpisrc", why="newsletter of the Washington Post"),
    Tracking(name="wprss", why="feed of the Washington Post"),
    Tracking(name="traffic_source", why="campaign of Al Jazeera and others"),
    Tracking(name="__source", why="campaign of CNBC"),
    Tracking(name="taid", why="share number of TrueAnthem, used by Reuters"),
    Tracking(name="srsltid", why="click number of Google Merchant Center"),
    Tracking(name="igsh", why="share number of Instagram"),
    Tracking(name="mibextid", why="share number of Facebook"),
    Tracking(name="ref_src", why="page that a reader came from, by Twitter"),
    Tracking(name="_branch_match_id", why="click number of Branch"),
    Tracking(name="feedtype", why="kind of feed, by Patheos and others"),
    Tracking(name="ref", why="reader of the feed", values=("rss", "feed", "atom")),
    Tracking(name="source", why="reader of the feed", values=("rss", "feed", "atom")),
    Tracking(name="src", why="reader of the feed", values=("rss", "feed", "atom")),
    Tracking(name="from", why="reader of the feed", values=("rss", "feed", "atom")),
    Tracking(name="partner", why="reader of the feed", values=("rss", "feed", "atom")),
    Tracking(name="phpsessid", why="session of PHP"),
    Tracking(name="jsessionid", why="session of Java"),
    Tracking(name="aspsessionid*", why="session of ASP"),
    Tracking(name="pk_*", why="campaign of Piwik"),
    Tracking(name="mtm_*", why="campaign of Matomo"),
    Tracking(name="wt_mc", why="campaign of Webtrekk, in the feeds of German papers"),
    Tracking(name="wt.mc_id", why="campaign of Webtrends"),
    Tracking(name="s_cid", why="campaign of Adobe Analytics"),
    Tracking(name="guccounter", why="consent counter of Yahoo"),
    Tracking(name="guce_referrer", why="page that a reader came from, by Yahoo's consent page"),
    Tracking(name="guce_referrer_sig", why="signature of guce_referrer"),
    Tracking(name="__twitter_impression", why="marks a page seen within Twitter"),
)

_TRACKED = frozenset(rule.name for rule in TRACKING if not rule.name.endswith("*") and not rule.values)
_TRACKED_VALUES = frozenset((rule.name, value) for rule in TRACKING for value in rule.values)
_TRACKED_PREFIXES = tuple(rule.name[:-1] for rule in TRACKING if rule.name.endswith("*"))


def untracked(parameters: Iterable[str]) -> list[str]:
    """The parameters ("name=value") that are not for tracking, in order, without empty ones."""
    return [parameter for parameter in parameters if parameter and not _tracks(parameter)]


def _tracks(parameter: str) -> bool:
    name, _, value = parameter.lower().partition("=")
    return name in _TRACKED or name.startswith(_TRACKED_PREFIXES) or (name, value) in _TRACKED_VALUES
