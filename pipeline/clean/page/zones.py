"""Zones: what the name of an element says that it holds - share bars, related stories, captions, comments.

Names are evidence, not proof: sites call the story's own wrapper "paywall" or "gallery-page". What a name is worth is
settled by `judgement`; here it is only read.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["PLAIN", "UNDISPLAYED", "Zone", "find_zone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A kind of content as told by tag, role, class or id; `told_by` is the word that told it. `kind` may be empty."""

    kind: str
    told_by: str = ""


PLAIN = Zone(kind="")
UNDISPLAYED = Zone(kind="undisplayed", told_by="display: none")

_TAGS = {
    "nav": "navigation", "footer": "footer", "header": "header", "aside": "aside", "form": "form",
    "figure": "figure", "figcaption": "caption", "caption": "caption", "button": "button", "dialog": "control",
    "menu": "navigation", "address": "author", "details": "aside", "summary": "control", "legend": "form",
    "fieldset": "form", "amp-sidebar": "navigation", "amp-carousel": "figure",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "dialog": "control", "alertdialog": "control", "menu": "navigation", "menubar": "navigation",
    "toolbar": "share", "button": "button", "search": "form", "tablist": "navigation", "tooltip": "control",
    "author": "author", "keywords": "tags", "caption": "caption", "datepublished": "date", "datemodified": "date",
    "articlebody": "body", "headline": "headline", "description": "standfirst", "comment": "comments",
    "copyrightholder": "caption", "publisher": "footer", "url": "datum", "contenturl": "datum", "logo": "datum",
    "thumbnailurl": "datum", "width": "datum", "height": "datum", "mainentityofpage": "datum", "wordcount": "datum",
    "articlesection": "datum", "inlanguage": "datum", "datecreated": "datum",
}  # fmt: skip

_BY_TAG = {tag: Zone(kind=kind, told_by=f"<{tag}>") for tag, kind in _TAGS.items()}
_BY_ROLE = {role: Zone(kind=kind, told_by=role) for role, kind in _ROLES.items()}
# Zones of tags that an element's names say more than.
_LOOSE = frozenset({"header", "aside", "footer", "figure"})

# Words of class names and ids, the most telling kind first: what is both "share" and "footer" is a share bar.
_WORDS = {
    "unseen": "sr only|screen reader text|screen reader|visually hidden|visuallyhidden|assistive text|offscreen|"
    "display none|hidden accessible|a11y hidden|element invisible|hide text|for print|print only|only print|sronly|"
    "hidden text|screenreader only|screenreader text|screenreader|assistive|hover card|hovercard|rollover block|"
    "tooltip text|tooltiptext|tooltip content|tooltip body|popover content|popover body",
    "garbled": "obfuscated|obfuscated text|text obfuscated|scrambled|scrambled text",
    "letter": "twitter tweet|twitter video|instagram media|bluesky embed|tiktok embed|fb post|telegram post|"
    "mastodon embed",
    "body": "article body|articlebody|story body|storybody|entry content|post content|article content|articlecontent|"
    "article text|story text|body text|story content|content body|post body|news text|article main content|"
    "body content|bodycopy|body copy|article copy|text content|richtext|rich text|content text|news body|"
    "single content|article fulltext|articletext|newstext|news content|page content|td post content",
    "comments": "comment|comments|commentlist|commenting|disqus|respond|livefyre|discussion|coral|viafoura|spot im|"
    "comentarios|commentaires|kommentare|kommentarer|commenti|yorum|yorumlar|komentarze|komentar|reacties|diskuze|pinglun",
    "newsletter": "newsletter|newsletters|signup|sign up|subscribe|subscribebox|optin|opt in|mailchimp|mailing list|"
    "email capture|inscription",
    "paywall": "paywall|regwall|register wall|meter|piano|subscription|subscriber|offer|membership|donate|donation|"
    "support us|login|log in|signin|sign in|register|registration|identity|premium",
    "ad": "ad|ads|advert|adverts|advertisement|advertising|advertorial|adslot|adunit|ad slot|adbox|adsense|"
    "sponsor|sponsored|dfp|gpt|teads|banner|banners|werbung|anzeige|publicidad|pub|reklama|reklam|publicidade|"
    "publicite|pubblicita|annonce|annons|anuncio|anuncios|iklan|oglas|guanggao",
    "related": "related|relateds|relation|related articles|relatedarticles|related posts|related content|recommend|"
    "recommended|recommendation|recommendations|recirc|recirculation|trending|popular|most read|mostread|"
    "most popular|most viewed|read more|readmore|read also|also read|read next|readnext|more news|more stories|"
    "more from|more on|outbrain|"
    "taboola|zergnet|teaser|teasers|promo|promos|promoted|carousel|see also|next article|up next|upnext|latest|"
    "suggested|similar|further reading|crosslink|crosslinks|interlink|inline link|linkbox|link box|link list|linklist|"
    "onward|explore|headlines|top stories|topstories|story list|article list|news list|newslist|ver mas|leia mais|"
    "lire aussi|a lire|siehe auch|mehr zum thema|leggi anche|lees ook|lees meer|relacionadas|relacionados|ricirc|"
    "readalso|morenews|relatednews|related news|story package|article links|linked stories|rel|next story|nextstory|"
    "next post|nextpost|nextarticle|other stories|otherstories|more posts|moreposts|morestories|you may like|"
    "you might like|also like|youmaylike|"
    "relacionada|weitere artikel|verwandte|correlati|ilgili haberler|powiazane|terkait|baca juga|bacajuga|"
    "gerelateerd|souvisejici|lienquan|tuijian|les ogsa|las mer|lire la suite",
    "share": "share|shares|sharing|sharebar|sharedaddy|social|socials|social share|addthis|addtoany|follow|followus|"
    "sns|sharethis|shareaholic|bookmark|whatsapp|pinterest|telegram|linkedin|"
    "compartir|compartilhar|partager|partage|teilen|condividi|paylas|udostepnij|bagikan|sdilet|fenxiang",
    "author": "byline|bylines|author|authors|authorbox|author bio|author box|bio|biography|contributor|contributors|"
    "writer|reporter|about author|signature|autor|autore|auteur|journalist|person|profile|"
    "yazar|penulis|verfasser|autorka",
    "tags": "tags|taglist|tag list|tag|tagcloud|keywords|topics|topic|taxonomy|breadcrumb|breadcrumbs|categories|"
    "cat links|tag links|kicker|post tags|labels|etiquetas|temas|"
    "schlagworte|stichworte|mots cles|palavras chave|etiket|etiketler|trefwoorden",
    "caption": "caption|captions|figcaption|credit|credits|photocredit|photo credit|image credit|image caption|"
    "imagecaption|media caption|wp caption|wp caption text|legend|legende|copyright|bildunterschrift|photographer|"
    "attribution|media info|"
    "legenda|didascalia|bildtext|bildetekst|billedtekst|pie foto|piefoto|fotograf",
    "gallery": "gallery|slideshow|slider|slide|slides|lightbox|thumbs|thumbnail|thumbnails|photo|photos|video|"
    "videos|player|jwplayer|playlist|audio|podcast|media|image|images|img|picture|"
    "fotogalerie|bildergalerie|galeria|galerie|galeri|fotostrecke",
    "navigation": "nav|navbar|navigation|menu|submenu|pagination|pager|skip|skip link|sidebar|sidebars|side bar|"
    "toolbar|topbar|masthead|back to top|site header|site footer|burger|offcanvas|drawer|rail|right rail",
    "control": "button|buttons|btn|modal|popup|pop up|overlay|tooltip|dropdown|cookie|cookies|consent|gdpr|"
    "privacy|accordion|tabs|tool|tools|rating|ratings|vote|poll|quiz|survey|feedback|reactions|reaction|"
    "emoji|like|likes|print|error|loading|spinner|alert|notification|notifications|push|app|apps|download|"
    "disclaimer|correction form|report|ai summary|aisummary|"
    "toc|table of contents|counter|count|views|duration|read time|reading time",
    "date": "timestamp|date|dates|datetime|time|published|pubdate|publish date|post date|entry date|posted on|updated|"
    "meta|metadata|entry meta|post meta|article meta|article info|post info|articleinfo|info line|timeline info|"
    "fecha|datum|tarih|publicado|shijian",
    "headline": "headline|title|entry title|post title|article title|page title|heading",
    "standfirst": "standfirst|subtitle|sub title|subheadline|sub headline|subhead|deck|dek|intro|lead|lede|leadtext|"
    "excerpt|summary|abstract|chapo|entradilla|vorspann|teaser text|article lead|article intro|sapo|perex|"
    "antetitulo|bajada|catenaccio|sommario|occhiello",
    "hidden": "hidden|hide|invisible|collapsed|d none",
    "widget": "widget|widgets|embed|embedded|embeds|iframe|infobox|info box|factbox|fact box|box|boxes|sidebox|callout|"
    "module|aside|inset|insert|supplement|card|cards|extra|infobox",
    "footer": "footer|foot|bottom|after content|below content|post footer|entry footer|article footer|end of article",
    "cta": "cta|call to action|action|actions|link|links|more",
}  # fmt: skip
_ORDER = {kind: place for place, kind in enumerate(_WORDS)}
_KIND_OF = {words: kind for kind, listed in reversed(_WORDS.items()) for words in listed.split("|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """Words that tell a zone, and their rank: the more telling kind first, of one kind the longer words."""

    rank: tuple[int, int, str]
    words: list[str]
    zone: Zone


_BY_FIRST: dict[str, list[_Telling]] = {}
for _words, _kind in _KIND_OF.items():
    _parts = _words.split()
    _BY_FIRST.setdefault(_parts[0], []).append(
        _Telling(
            rank=(_ORDER[_kind], -len(_parts), _words),
            words=_parts,
            zone=Zone(kind=_kind, told_by=f"“{_words}”"),
        )
    )
_FIRSTS = frozenset(_BY_FIRST)
_LOWER = re.compile(r"[a-z]+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Sites with generated class names have thousands; what is not remembered is read again.
_REMEMBERED = 16_384
# The longest names of 227 pages have 972 characters; what is remembered has to stay small.
_LONGEST = 1_000


def find_zone(tag: str, classes: str | None, identifier: str | None, role: str | None) -> Zone:
    """The zone that an element's own names make it. `role` is its ARIA role or its itemprop."""
    if role and (by_role := _BY_ROLE.get(role.strip().lower())):
        return by_role
    by_tag = _BY_TAG.get(tag)
    if by_tag is not None and by_tag.kind not in _LOOSE:
        return by_tag
    named = _named(classes[:_LONGEST]) if classes else None
    if named is None and identifier:
        named = _named(identifier[:_LONGEST])
    return named or by_tag or PLAIN


@lru_cache(maxsize=_REMEMBERED)
def _named(names: str) -> Zone | None:
    words = _LOWER.findall(names) if names.islower() else [word.lower() for word in _HUMPS.findall(names)]
    if _FIRSTS.isdisjoint(words):
        return None
    told = [
        telling
        for start, word in enumerate(words)
        if word in _BY_FIRST
        for telling in _BY_FIRST[word]
        if words[start : start + len(telling.words)] == telling.words
    ]
    return min(told, key=lambda telling: telling.rank).zone if told else None
