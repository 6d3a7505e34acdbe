"""Wording: what lines of news and boilerplate say, in many languages, judged by their words alone.

Takes one line or paragraph. Gives the phrase rule or aside that it falls under, or what it is: a byline, a timestamp,
a dateline, a picture credit, a headline with flags. The rules are data: `phrases`, `asides`, `agencies.toml`,
`page_words.toml`, `feed_footers.toml`. Whether a line goes depends on its place, which other rooms know.

A quarter less or more of its thresholds changes no article of 14 labelled pages and their flattened texts, except the
first and last year of dates (bench.extraction.thresholds, 2026-11): they are guards for rarer lines. The keys of the
phrase index cannot be varied, because its table is built once.
"""

from pipeline.clean.wording.agencies import agency_marks, find_agency
from pipeline.clean.wording.asides import MOST_ASIDE_WORDS, find_aside, introduces_author
from pipeline.clean.wording.bylines import is_byline, is_signature, opens_byline, read_byline_names
from pipeline.clean.wording.datelines import find_dateline
from pipeline.clean.wording.end_matter import is_desk_credit, is_rights_notice
from pipeline.clean.wording.feed_footers import is_feed_footer
from pipeline.clean.wording.headline_flags import cut_flags
from pipeline.clean.wording.months import find_month
from pipeline.clean.wording.names import holds_role, is_agency, is_name, is_no_name
from pipeline.clean.wording.page_lines import MEDIA_NOTE, find_page_line
from pipeline.clean.wording.phrase_rules import Cut, Match
from pipeline.clean.wording.phrasebook import Hit, find_note, find_phrase, is_phrase_kind
from pipeline.clean.wording.picture_credits import is_picture_credit
from pipeline.clean.wording.timestamps import is_timestamp
from pipeline.clean.wording.written_dates import WrittenDate, find_written_dates

__all__ = [
    "MEDIA_NOTE",
    "MOST_ASIDE_WORDS",
    "Cut",
    "Hit",
    "Match",
    "WrittenDate",
    "agency_marks",
    "cut_flags",
    "find_agency",
    "find_aside",
    "find_dateline",
    "find_month",
    "find_note",
    "find_page_line",
    "find_phrase",
    "find_written_dates",
    "holds_role",
    "introduces_author",
    "is_agency",
    "is_byline",
    "is_desk_credit",
    "is_feed_footer",
    "is_name",
    "is_no_name",
    "is_phrase_kind",
    "is_picture_credit",
    "is_rights_notice",
    "is_signature",
    "is_timestamp",
    "opens_byline",
    "read_byline_names",
]
