"""Hints for screen readers that a link opens a window of its own."""

import re

__all__ = ["is_window_hint"]

# What screen readers say after a link; each template hides it with a class of its own.
_OPENS_WINDOW = re.compile(
    r"\s*\(?(?:opens? in (?:a )?new (?:tab|window)|external link|externer link"
    r"|öffnet (?:sich )?i[nm] (?:einem )?neue[mn] (?:tab|fenster)|(?:s[’']ouvre dans une )?nouvelle fenêtre"
    r"|(?:se )?abre en (?:una )?(?:nueva ventana|ventana nueva|nueva pestaña)"
    r"|abre (?:em|numa|em uma) nova (?:janela|aba|guia)|(?:si )?apre in una nuova (?:finestra|scheda)"
    r"|opent in (?:een )?nieuw (?:venster|tabblad)|öppnas i (?:ett )?nytt fönster|åpnes i (?:et )?nytt vindu"
    r"|åbner i (?:et )?nyt vindue|otwiera się w nowym (?:oknie|karcie))\)?\s*",
    re.IGNORECASE,
)
_LONGEST_WINDOW_HINT = 60  # longer text says more than where a link opens


def is_window_hint(text: str) -> bool:
    """Whether a text within a link says that it opens a window: "(opens in a new tab)"."""
    return len(text) <= _LONGEST_WINDOW_HINT and _OPENS_WINDOW.fullmatch(text) is not None
