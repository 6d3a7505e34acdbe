"""Templates are learned from what a source prints, by the clean stage itself."""

from collections.abc import Sequence
from random import Random

from bench.templates.invented import story, vocabulary
from bench.templates.residue import own_elements
from builders import LONG_LEASE

from pipeline.model import Document, EntryId, Stage
from pipeline.stages.clean import clean_documents
from pipeline.store import Store
from pipeline.store.documents import keep_fetched
from pipeline.store.templates import WINDOW, get_templates
from pipeline.urls import url_key

PETITION = "Allkirjasta meie petitsioon"
HOST = "teataja.example"


def _clean_stories(store: Store, count: int, *, seed: int = 1, host: str = HOST) -> Sequence[str]:
    """Clean so many stories of a source, twenty a batch, and give their texts."""
    random = Random(seed)
    words = vocabulary(random)
    pages = [own_elements(story(random, words), random) for _ in range(count)]
    texts: list[str] = []
    for start in range(0, count, 4):
        texts += _clean(store, pages[start : start + 4], [f"https://{host}/{seed}/{start + n}" for n in range(4)])
    return texts


def _clean(store: Store, pages: Sequence[str], urls: Sequence[str]) -> Sequence[str]:
    ids = [store.ledger.request_page(url, url_key(url)) for url, _ in zip(urls, pages, strict=False)]
    bodies = dict(zip(ids, pages, strict=True))
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        for entry in work.entries:
            body = bodies[entry.entry_id].encode()
            work.done(entry, Document(url=entry.url or "", body=body, content_type="text/html"))
    clean_documents(store, ids)
    return [_text(store, entry_id) for entry_id in ids]


def _text(store: Store, entry_id: EntryId) -> str:
    with store.transaction() as connection:
        found = connection.execute("SELECT article FROM newswire.cleaned WHERE entry_id = %s", [entry_id]).fetchone()
    assert found is not None
    return "\n".join(found[0]["paragraphs"])


def test_a_label_of_the_source_goes_once_it_was_seen_often_enough(store: Store) -> None:
    texts = _clean_stories(store, 24)
    assert PETITION in texts[0]
    assert PETITION not in texts[-1]


def test_what_was_learned_has_a_version_and_its_evidence(store: Store) -> None:
    _clean_stories(store, 24)
    templates = get_templates(store.pool, [HOST])[HOST]
    assert templates.version >= 1
    assert any(line.line == PETITION.casefold() and line.doubt is None for line in templates.lines)


def test_a_source_teaches_nothing_about_another(store: Store) -> None:
    _clean_stories(store, 24)
    assert PETITION in _clean_stories(store, 4, seed=2, host="other.example")[0]


def test_a_page_cleaned_again_is_counted_once(store: Store) -> None:
    _clean_stories(store, 4)
    _clean_stories(store, 4)
    with store.transaction() as connection:
        count = connection.execute("SELECT count(*) FROM newswire.template_story").fetchone()
    assert count == (4,)


def test_only_the_last_stories_of_a_source_are_kept(store: Store) -> None:
    _clean_stories(store, WINDOW + 40)
    with store.transaction() as connection:
        (count,) = connection.execute("SELECT count(*) FROM newswire.template_story").fetchone() or (0,)
    assert count <= WINDOW + WINDOW // 8 + 4
