"""Bodies in XML and HTML as paragraphs."""

import pytest
from lxml import etree

from pipeline.sources.wire.xml import paragraphs_of, text_paragraphs


def of(xml: str) -> tuple[str, ...]:
    return paragraphs_of(etree.fromstring(xml))


def test_subheads_lists_and_quotes_are_paragraphs() -> None:
    xml = "<body><h2>Gate</h2><p>Shut.</p><ul><li>East</li><li>West</li></ul><blockquote>Go home.</blockquote></body>"
    assert of(xml) == ("Gate", "Shut.", "East", "West", "Go home.")


def test_elements_of_nitf_within_a_line_do_not_divide_it() -> None:
    xml = "<p>Mayor <person>Ana Ruiz</person>, of <location>Vigo</location>, paid <money>€3</money>.</p>"
    assert of(xml) == ("Mayor Ana Ruiz, of Vigo, paid €3.",)


def test_rows_of_a_table_are_lines_of_cells() -> None:
    xml = "<table><thead><tr><th>Gate</th><th>Open</th></tr></thead><tr><td><p>East</p></td><td>no</td></tr></table>"
    assert of(xml) == ("Gate\tOpen", "East\tno")


def test_unknown_elements_are_paragraphs_unless_text_stands_beside_them() -> None:
    xml = "<BRODTEXT><STYCKE>Hamnen stängdes.</STYCKE><CITAT>Gå hem, sade <NAMN>Ek</NAMN>.</CITAT></BRODTEXT>"
    assert of(xml) == ("Hamnen stängdes.", "Gå hem, sade Ek.")


def test_text_around_blocks_is_kept() -> None:
    assert of("<body>Lead <em>text</em><p>One</p> between <p>Two</p> end</body>") == (
        "Lead text", "One", "between", "Two", "end",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "paragraphs"),
    [
        ("One.<br/>Two.<br/><br/>Three.", ("One.", "Two.", "Three.")),
        ("The gate was<br/>shut at noon.", ("The gate was shut at noon.",)),
    ],
)
def test_breaks_divide_unless_a_sentence_goes_on(inner: str, paragraphs: tuple[str, ...]) -> None:
    assert of(f"<p>{inner}</p>") == paragraphs


def test_pretty_printed_xml_is_one_line() -> None:
    assert of("<p>\n    The gate\n    was shut\n    at noon.\n  </p>") == ("The gate was shut at noon.",)


def test_copy_that_was_wrapped_keeps_its_indents() -> None:
    xml = "<p>\n    The gate of the harbour\nwas shut\nat noon.\n    Nobody left\nbefore the storm\nwas over.\n</p>"
    assert of(xml) == ("The gate of the harbour was shut at noon.", "Nobody left before the storm was over.")


def test_a_deep_body_is_read() -> None:
    assert of(f"{'<div>' * 200}Text{'</div>' * 200}") == ("Text",)


def test_html_that_was_escaped_within_xml_is_read() -> None:
    assert of("<body>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</body>") == ("One.", "Two.")
    assert of("<p><![CDATA[The <b>gate</b> & the pier]]></p>") == ("The gate & the pier",)


def test_escaped_html_and_plain_text() -> None:
    assert text_paragraphs("<p>Caf&eacute; &amp; bar</p><script>x()</script>") == ("Café & bar",)
    assert text_paragraphs("3 < 4, said Ruiz.") == ("3 < 4, said Ruiz.",)
