"""Which blocks of a page are its story."""

from collections.abc import Sequence

import pytest
from pages import judgements, kept, paragraphs

from pipeline.clean.main_content.worth import fitted_worth


def _article(story: Sequence[str], *, between: str = "", below: str = "") -> str:
    text = f"{paragraphs(story[:4])}{between}{paragraphs(story[4:])}"
    return f"<main><article><h1>Harbour wall to be rebuilt</h1><div class='text'>{text}</div>{below}</article></main>"


def test_paragraphs_are_kept_in_order(story: Sequence[str]) -> None:
    assert kept(_article(story)) == list(story)


def test_a_subhead_is_kept(story: Sequence[str]) -> None:
    assert "The old wall" in kept(_article(story, between="<h2>The old wall</h2>"))


def test_a_list_without_links_is_kept(story: Sequence[str]) -> None:
    items = "<ul><li>48 million crowns in all</li><li>two years of work</li></ul>"
    assert "two years of work" in kept(_article(story, between=items))


def test_a_table_of_figures_is_kept(story: Sequence[str]) -> None:
    rows = "".join(f"<tr><td>Port {number}</td><td>{number * 7}</td></tr>" for number in range(5))
    assert "Port 4 | 28" in kept(_article(story, between=f"<table>{rows}</table>"))


def test_a_quotation_is_kept(story: Sequence[str]) -> None:
    quote = "<blockquote><p>We have lost four boats in five winters, and each of them fed a family.</p></blockquote>"
    assert any(text.startswith("We have lost") for text in kept(_article(story, between=quote)))


def test_a_pull_quote_that_shortens_its_sentence_is_dropped(story: Sequence[str]) -> None:
    words = story[5].split()
    quote = " ".join([*words[:3], *words[5:]]).capitalize() + " …"
    assert len(kept(_article(story, between=f"<blockquote>{quote}</blockquote>"))) == len(story)


@pytest.mark.parametrize(
    "furniture",
    [
        "<aside class='related'><h3>Lees ook</h3><ul><li><a href='/a'>Veerboot vaart weer</a></li></ul></aside>",
        "<figure><img src='/a.jpg'><figcaption>The wall at noon. Foto: N. Tasker</figcaption></figure>",
        "<div class='newsletter-signup'><p>Jeden Morgen das Wichtigste aus dem Hafen in Ihrem Postfach.</p></div>",
        "<p><a href='/b'>Ferry returns to the north</a></p>",
        "<div class='share-bar'><a href='https://x.com/share'>X</a> <a href='#'>Copy</a></div>",
        "<div class='author-box'><p>Nora Tasker writes about the sea.</p></div>",
    ],
)
def test_furniture_between_paragraphs_is_dropped(story: Sequence[str], furniture: str) -> None:
    assert kept(_article(story, between=furniture)) == list(story)


def test_what_stands_below_the_storys_element_is_dropped(story: Sequence[str]) -> None:
    below = (
        "<section class='b'><p>The Gazette lives by its readers, and every one of them makes it stronger.</p></section>"
    )
    assert kept(_article(story, below=below)) == list(story)


def test_words_that_stand_three_times_on_a_page_are_dropped(story: Sequence[str]) -> None:
    notice = (
        "<p>Your settings keep us from showing what another site would show in this place, which you may change.</p>"
    )
    body = "".join(f"<p>{text}</p>{notice if number % 3 == 0 else ''}" for number, text in enumerate(story))
    assert kept(f"<article>{body}</article>") == list(story)


def test_a_question_that_recurs_is_kept(story: Sequence[str]) -> None:
    body = "".join(f"<p>What did you see from the pier?</p><p>{text}</p>" for text in story)
    assert kept(f"<article>{body}</article>").count("What did you see from the pier?") == len(story)


def test_a_subhead_that_is_a_plain_line_is_kept(story: Sequence[str]) -> None:
    body = "".join(f"<div><p>{text}</p></div>" for text in story[:4])
    rest = "".join(f"<div><p>{text}</p></div>" for text in story[4:])
    assert "Fewer boats in the basin" in kept(
        f"<article><div>{body}<p>Fewer boats in the basin</p>{rest}</div></article>"
    )


def test_a_lone_full_stop_is_dropped(story: Sequence[str]) -> None:
    assert kept(_article(story, between="<div>.</div>")) == list(story)


def test_a_list_that_stands_there_twice_is_dropped(story: Sequence[str]) -> None:
    offer = "<div class='x'><ul><li>All articles of the Gazette for two years.</li><li>The puzzles.</li></ul></div>"
    assert kept(_article(story, between=offer + offer)) == list(story)


def test_an_article_of_its_own_headed_by_a_link_is_dropped(story: Sequence[str]) -> None:
    other = f"<article><h3><a href='/ferry'>Ferry returns</a></h3><p>{story[5]}</p></article>"
    assert kept(_article(story[:5], below=other)) == list(story[:5])


def test_whole_stories_below_a_line_that_announces_them_are_dropped(story: Sequence[str]) -> None:
    others = "".join(f"<article><p>{text}</p></article>" for text in story[5:])
    below = f"<div class='more'><h3>Related Articles</h3>{others}</div>"
    assert kept(_article(story[:5], below=below)) == list(story[:5])


def test_entries_around_a_line_that_announces_others_are_kept(story: Sequence[str]) -> None:
    entries = [f"<article><p>{text}</p></article>" for text in story]
    entries.insert(4, "<h3>Related Articles</h3>")
    assert set(story) <= set(kept(f"<main><div>{''.join(entries)}</div></main>"))


def test_entries_that_link_to_themselves_are_kept(story: Sequence[str]) -> None:
    entries = [
        f"<article><h3><a href='#e{number}'>At {number + 8} o'clock</a></h3><p>{text}</p></article>"
        for number, text in enumerate(story)
    ]
    assert set(story) <= set(kept(f"<main><div>{''.join(entries)}</div></main>"))


def test_an_aside_among_the_paragraphs_is_dropped(story: Sequence[str]) -> None:
    between = "<p>Follow us on Facebook and sign up for our newsletter.</p>"
    assert kept(_article(story, between=between)) == list(story)


def test_lines_that_begin_with_the_same_label_are_dropped(story: Sequence[str]) -> None:
    lines = [f"<p>FUNDA LAPHA | Uphenyo kutholwa abangani {name}</p>" for name in ("eDambuza", "eMbali", "eOsby")]
    body = "".join(f"<p>{text}</p>{''.join(lines[n : n + 1])}" for n, text in enumerate(story))
    assert kept(f"<article>{body}</article>") == list(story)


def test_values_of_the_metadata_are_dropped(story: Sequence[str]) -> None:
    values = "<div itemprop='image'><div itemprop='width'>500</div></div>"
    assert kept(_article(story, between=values)) == list(story)


def test_a_class_that_holds_the_whole_story_is_not_believed(story: Sequence[str]) -> None:
    assert kept(f"<article><div class='gallery widget'>{paragraphs(story)}</div></article>") == list(story)


def test_a_long_heading_above_the_text_is_its_standfirst(story: Sequence[str]) -> None:
    deck = "Council ends four years of quarrel over the breakwater, the quay, the cranes and who is to pay for them"
    blocks = judgements(f"<h1>Wall</h1><div class='text'><h2>{deck}</h2><h2>A long night</h2>{paragraphs(story)}</div>")
    assert next(one.kind for one in blocks if one.block.text == deck) == "standfirst"
    assert next(one.kept for one in blocks if one.block.text == "A long night")


def test_a_summary_by_a_machine_is_dropped(story: Sequence[str]) -> None:
    items = (
        "<ul><li>The council votes for a wall.</li><li>Work is to begin in March, the harbour master says.</li></ul>"
    )
    page = f"<h1>Wall</h1><div class='text'><div class='aiSummaryContent'>{items}</div>{paragraphs(story)}</div>"
    assert kept(page) == list(story)


def test_comments_below_their_heading_are_dropped_whatever_they_are_called(story: Sequence[str]) -> None:
    said = "I have walked along that breakwater for forty years, and nobody ever asked what the boats need."
    readers = "".join(f"<li><p>Reader {number} writes: {said}</p></li>" for number in range(60))
    page = f"<div><div class='text'>{paragraphs(story[:2])}</div><p>{story[2]}</p><h2>60 comments</h2>"
    assert kept(f"{page}<ol>{readers}</ol></div>") == list(story[:3])


def test_a_chapter_that_is_called_comment_is_kept(story: Sequence[str]) -> None:
    assert kept(_article(story, between="<h2>Comment</h2>"))[-1] == story[-1]


def test_a_lead_that_is_called_a_comment_is_of_the_story(story: Sequence[str]) -> None:
    lead = f"<div class='comment-lead'><p>{story[0]}</p></div>"
    assert kept(f"<h1>Wall</h1>{lead}<div class='text'>{paragraphs(story[1:])}</div>")[0] == story[0]


def test_boxes_of_other_stories_are_dropped_however_long_they_are(story: Sequence[str]) -> None:
    box = (
        "<div class='next-story'><h2><a href='/{0}'>Story {0} of the coast</a></h2><p>In {0} of the ports {1}</p></div>"
    )
    boxes = "".join(box.format(number, story[number % 8][4:]) for number in range(24))
    page = f"<div><h1>Wall</h1>{paragraphs(story[:3])}<div class='next-post-list'>{boxes}</div></div>"
    assert kept(page) == list(story[:3])


def test_lines_that_count_are_kept_with_their_links(story: Sequence[str]) -> None:
    things = ("Oilskin coat", "Storm lantern", "Tide table", "Brass compass", "Rope", "Sea chart")
    lines = [
        f"{number}) {thing} <a href='/buy'>https://shop.example/{number}</a>" for number, thing in enumerate(things, 1)
    ]
    assert sum("shop.example" in text for text in kept(_article(story, between=paragraphs(lines)))) == len(things)


def test_paragraphs_without_full_stops_are_a_story_where_there_are_no_others(story: Sequence[str]) -> None:
    unclosed = [text.rstrip(".") for text in story]
    assert kept(f"<div class='page'><h1>Wall</h1><div class='text'>{paragraphs(unclosed)}</div></div>") == unclosed


def test_every_judgement_has_a_reason(story: Sequence[str]) -> None:
    assert all(one.reason for one in judgements(_article(story, between="<p>Share</p>")))


def test_a_page_of_nothing_has_no_blocks() -> None:
    assert judgements("<div></div>") == ()


def test_worth_is_a_number_of_points() -> None:
    assert fitted_worth()["in related"] < 0 < fitted_worth()["prose"]


@pytest.mark.parametrize("attribute", ["style='margin: 0; display: none'", "hidden"])
def test_a_line_that_is_not_displayed_is_dropped(attribute: str, story: Sequence[str]) -> None:
    line = "532859 0 Harbour 2026/04/11 22:22:00 Osby Sound and the wall that the council votes on"
    assert line in kept(_article(story, between=f"<div>{line}</div>"))
    assert line not in kept(_article(story, between=f"<div {attribute}>{line}</div>"))


def test_the_rest_of_a_story_that_is_unfolded_by_a_script_is_kept(story: Sequence[str]) -> None:
    body = f"<div class='text'>{paragraphs(story[:5])}<div style='display:none'>{paragraphs(story[5:])}</div></div>"
    assert kept(f"<main><article>{body}</article></main>") == list(story)


def test_text_whose_letters_are_exchanged_is_dropped(story: Sequence[str]) -> None:
    garbled = "".join(f"<p class='obfuscated'>{text[::-1]}</p>" for text in story[2:])
    found = judgements(f"<main><h1>Harbour wall</h1><div class='text'>{paragraphs(story[:2])}{garbled}</div></main>")
    assert [one.block.text for one in found if one.kept] == list(story[:2])
    assert {one.kind for one in found[-6:]} == {"paywall"}


@pytest.mark.parametrize(
    "opening",
    [
        "<blockquote class='twitter-tweet'>",
        "<blockquote>",
        "<div class='c-social-embed'>",
        "<div class='embed--twitter'>",
    ],
)
def test_an_embedded_post_is_dropped_and_recorded_with_its_address(story: Sequence[str], opening: str) -> None:
    address = "https://twitter.com/ntasker/status/881"
    words = "<p>The council has voted at last, and the wall will be rebuilt before the winter storms.</p>"
    close = "</blockquote>" if "blockquote" in opening else "</div>"
    post = f"{opening}{words}— Nora Tasker (@ntasker) <a href='{address}'>May 6, 2025</a>{close}"
    page = _article(story, between=post)
    assert kept(page) == list(story)
    assert [(one.kind, one.block.text.partition("\n")[2]) for one in judgements(page) if one.kind == "embed"] == [
        ("embed", ""),
        ("embed", address),
    ]


@pytest.mark.parametrize(
    "document",
    [
        "<blockquote><p>Sehr geehrter Herr Holm, die Mauer muss vor dem Winter stehen. Nora Tasker</p></blockquote>",
        "<blockquote><p>« La digue doit être prête avant l’hiver », a écrit la maire au ministre.</p></blockquote>",
        "<div class='letter'><p>Dear Mr Holm, the wall has to be ready before the first storm of the winter.</p></div>",
    ],
)
def test_letters_and_quoted_speech_are_kept(story: Sequence[str], document: str) -> None:
    assert len(kept(_article(story, between=document))) == len(story) + 1


def test_posts_that_a_story_is_about_are_kept(story: Sequence[str]) -> None:
    posts = "".join(f"<blockquote class='twitter-tweet'><p>{text}</p></blockquote>" for text in story[4:])
    assert kept(f"<main><h1>Harbour wall</h1><div>{paragraphs(story[:4])}{posts}</div></main>") == list(story)


@pytest.mark.parametrize(
    "sentence",
    [
        "<a href='/a'>On Friday the first three defendants, all from Skarra, denied that they endangered a ship.</a>",
        "<a href='/a'><b>Am Freitag stritt das erste der drei Mädchen vor dem Gericht erneut jede Schuld ab.</b></a>",
        "<a href='/a'>« Nous avons perdu quatre bateaux en cinq ans »</a>, "
        "<a href='/b'>dit Nora Tasker, qui pêche ici depuis trente ans.</a>",
    ],
)
def test_a_linked_paragraph_of_sentences_is_kept(story: Sequence[str], sentence: str) -> None:
    assert len(kept(_article(story, between=f"<p>{sentence}</p>"))) == len(story) + 1


@pytest.mark.parametrize("headline", ["Harbour court to reopen in spring", "Lees ook: Veerboot vaart weer."])
def test_a_linked_headline_between_paragraphs_is_still_dropped(story: Sequence[str], headline: str) -> None:
    assert kept(_article(story, between=f"<p><a href='/a'>{headline}</a></p>")) == list(story)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='nl'><h3>Ledger at Seven</h3><p>Get the day's business news in your inbox every morning.</p>"
        "<form><button>Sign up</button></form></div>",
        "<div class='x'><h3>Der Morgen am Hafen</h3><form><button>Anmelden</button></form></div>",
        "<div class='app'><h4>La Gaceta en tu móvil</h4><p><a href='/app'>Descarga la app</a></p></div>",
    ],
)
def test_the_heading_of_a_box_goes_with_it(story: Sequence[str], box: str) -> None:
    assert kept(_article(story, between=box)) == list(story)


@pytest.mark.parametrize(
    "part",
    [
        "<section><h2>Die Opposition</h2><p>Sie wollte eine kleinere Mauer und einen neuen Anleger.</p></section>",
        "<section><h2>What the others say</h2><p>They wanted a smaller wall and a new pier for it.</p></section>",
    ],
)
def test_the_heading_of_a_chapter_stays(story: Sequence[str], part: str) -> None:
    assert len(kept(_article(story, between=part))) > len(story)


@pytest.mark.parametrize(
    "lines",
    [
        "<ul><li>Lindle 2-1 Osby</li><li>Postponed</li><li>Tarn 1-1 Orla</li><li>Postponed</li><li>Postponed</li></ul>",
        "<ol><li>3 Eier</li><li>Prise Salz</li><li>Prise Salz</li><li>Prise Salz</li></ol>",
        "<table><tr><td>Tarn</td><td>0</td></tr><tr><td>Osby</td><td>1</td></tr><tr><td>Tarn</td><td>0</td></tr>"
        "<tr><td>Tarn</td><td>0</td></tr></table>",
    ],
)
def test_repetition_within_one_list_is_the_storys(story: Sequence[str], lines: str) -> None:
    count = lines.count("<li>") + lines.count("<tr>")
    assert len(kept(_article(story, between=lines))) == len(story) + count


def test_a_list_that_stands_there_three_times_is_the_templates(story: Sequence[str]) -> None:
    box = "<div><ul><li>Ad-free reading</li><li>All newsletters</li></ul></div>"
    assert "Ad-free reading" not in kept(_article(story, between=box * 3))


@pytest.mark.parametrize(
    "caption",
    [
        "<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>The wall, seen from the pier.</p></div>",
        "<ul>" + "<li><figure><img src='/a.jpg'><figcaption>Ein Boot im Hafen</figcaption></figure></li>" * 30
        + "</ul>",
        "<div class='image'><img src='/a.jpg'><span class='image__description'>La digue, vue du port</span></div>",
        "<div class='photo'><img src='/a.jpg'><small>Barcos antes de la tormenta. Foto: Ida Roe</small></div>",
    ],
)  # fmt: skip
def test_captions_in_any_markup_are_dropped(story: Sequence[str], caption: str) -> None:
    assert kept(_article(story, between=caption)) == list(story)


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "div class='ad-content'", "div class='related'"])
def test_the_only_prose_on_a_page_is_no_menu_footer_or_box(story: Sequence[str], tag: str) -> None:
    holder = f"<{tag}><h1>Harbour wall</h1>{paragraphs(story)}</{tag.split()[0]}>"
    found = kept(f"<p><a href='/'>Home</a></p>{holder}")
    assert [text for text in found if text != "Harbour wall"] == list(story)
