"""HTML tags by what they are to a reader: not read, within a line, or a passage of their own."""

__all__ = ["BLOCKS", "INLINE", "UNREAD"]

# Their text is not part of what a reader sees.
UNREAD = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea", "head",
        "video", "audio", "canvas", "map", "datalist", "progress", "meter", "input", "img", "picture", "meta", "link",
        "base", "source", "track", "param", "area", "embed",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
# Unknown tags (custom elements, "o:p" of word processors) are inline within a paragraph, as in browsers.
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "colgroup", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
