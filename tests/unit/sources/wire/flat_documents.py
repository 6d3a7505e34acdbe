"""Invented wire documents without XML: ninjs, AP media, ANPA 1312, IPTC 7901, plain text."""

import json
from collections.abc import Mapping

LEAD = "HALDEN, Mass. (AP) _ The last ferry of the season returned to Halden on Friday."

NINJS_1: Mapping[str, object] = {
    "uri": "urn:gale:halden-ferry",
    "type": "text",
    "version": "3",
    "versioncreated": "2026-11-24T10:15:00+01:00",
    "firstcreated": "2026-11-24T09:00:00+01:00",
    "embargoed": "2026-11-25T00:01:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "language": "en",
    "headline": "Ferry returns to Halden",
    "headline_extended": "The last ferry of the season",
    "slugline": "ferry-halden",
    "byline": "By Nora Tasker and Per Holm",
    "located": "Halden",
    "ednote": "Adds quotes.",
    "copyrightnotice": "(c) Gale 2026",
    "usageterms": "Editorial use only",
    "description_text": "A ferry came home.",
    "body_text": "First paragraph of the story. Second one.",
    "body_xhtml": "<p>First paragraph of the story.</p><h2>Weather</h2><ul><li>Rain</li></ul>",
    "subject": [{"code": "20000568", "scheme": "medtop", "name": "travel"}, {"name": "Ferries"}],
    "genre": [{"code": "Current", "name": "Current"}],
    "keywords": ["ferry", "harbour"],
    "associations": {
        "featuremedia": {
            "uri": "urn:gale:picture-1",
            "type": "picture",
            "headline": "The ferry",
            "byline": "Ida Roe",
            "description_text": "The ferry in the harbour.",
            "renditions": {
                "thumb": {"href": "https://gale.example/thumb.jpg", "mimetype": "image/jpeg", "width": 100},
                "original": {"href": "https://gale.example/full.jpg", "mimetype": "image/jpeg", "width": "4000"},
            },
        },
        "none": None,
    },
    "trustindicator": [{"title": "policy"}],
}

NINJS_3: Mapping[str, object] = {
    "uri": "urn:gale:halden-faehre",
    "type": "text",
    "standard": {"name": "ninjs", "version": "3.1"},
    "versionCreated": "2026-11-24T10:15:00Z",
    "firstCreated": "2026-11-24T09:00:00Z",
    "pubStatus": "canceled",
    "language": "de",
    "headlines": [{"role": "seo", "value": "Fähre Halden"}, {"role": "main", "value": "Fähre kehrt zurück"}],
    "by": "Von Nora Tasker",
    "bodies": [
        {"contentType": "text/plain", "value": "Nur Text."},
        {"contentType": "text/html", "value": "<p>Erster Absatz.</p><p>Zweiter Absatz.</p>"},
    ],
    "descriptions": [{"role": "writer", "value": "nt"}, {"role": "summary", "value": "Kurz gesagt."}],
    "subjects": [{"uri": "http://cv.iptc.org/newscodes/mediatopic/15000000", "name": "Sport"}],
    "people": [{"name": "Nora Tasker", "rel": "author"}, {"name": "Olav Brekke", "rel": "about"}],
    "infoSources": [{"name": "Gale"}],
    "associations": [{"name": "map", "uri": "urn:gale:map", "type": "graphic"}],
    "renditions": [{"name": "nitf", "href": "https://gale.example/x.xml", "contentType": "text/xml"}],
}

AP_MEDIA: Mapping[str, object] = {
    "api_version": "2.1",
    "data": {
        "item": {
            "uri": "https://api.example/content/abc123?qt=secret&et=0a",
            "altids": {"itemid": "abc123"},
            "version": 2,
            "type": "text",
            "urgency": 4,
            "versioncreated": "2026-11-24T10:15:00Z",
            "firstcreated": "2026-11-24T09:15:00Z",
            "pubstatus": "usable",
            "ednote": "UPDATES: Adds quotes.",
            "editorialtypes": ["Lead"],
            "headline": "Ferry returns to Halden",
            "slugline": "BC-US--Halden-Ferry, 1st Ld-Writethru",
            "description_summary": "A ferry came home.",
            "bylines": [{"by": "By NORA TASKER", "title": "Example Press"}, {"by": "By PER HOLM"}],
            "located": "HALDEN",
            "datelinelocation": {"city": "Halden", "countrycode": "NOR"},
            "provider": "AP",
            "renditions": {"nitf": {"href": "https://api.example/nitf", "mimetype": "text/xml", "title": "NITF"}},
        }
    },
}

ANPA = (
    "\x16\x16\x01a1234\x1fasian\r\n"
    "u i\x13\x11 BC-EU--Halden-Ferry 2ndLd-Writethru   11-24 0230\r\n"
    "\x02^BC-EU--Halden-Ferry, 2nd Ld-Writethru,123<\r\n"
    "^Ferry returns to Halden after a long season<\r\n"
    "^AP Photo XYZ101<\r\n"
    "^Eds: Adds quotes. With AP Photos.<\r\n"
    "^By NORA TASKER=\r\n"
    "^AP Business Writer=\r\n"
    f"\t   {LEAD} \r\n"
    "\t   ``It was time,'' said the captain.\r\n"
    "\r\n"
    "\t   \x03AP-WF-11-24-26 1015GMT<\r\n"
    "\r\n\x0c\r\n\x04"
)

ANPA_TABLE = (
    "\x16\x16\x01s0042\x1f-----\r\n"
    "r s\x14\x12 BC-HDN--Standings     11-24 0050\r\n"
    "\x02^BC-HDN--Standings<\r\n"
    "^Halden League Standings=\r\n"
    "^By The Example Press=\r\n"
    "\x08^;W;L;Pct\x10 \r\n"
    "\x08New\x10 Osby;7;3;.700\x10 \r\n"
    "\x08Halden\x1f\x1e 5\x1e 5\x1e .500\r\n"
    "\t   ___=\r\n"
    "\x03AP-WF-11-24-26 1115GMT<\r\n\x04"
)

IPTC = (
    "\x01bde0123 3 pl 178  gale 077\r\n\r\n"
    "Norwegen/Verkehr/\r\n"
    "\x02(Zusammenfassung 1430)\r\n"
    "Fähre kehrt nach langer Saison\r\n"
    "nach Halden zurück\r\n"
    "Von Nora Tasker =\r\n\r\n"
    "   Halden (gale) - Die letzte Fähre der Saison ist am Freitag nach\r\n"
    "Halden zurückgekehrt.\r\n\r\n"
    "   Der Kapitän sprach von einer schönen Fahrt.\r\n\r\n"
    "gale nt ph\r\n"
    "\x03241015 Nov 26\r\n\x7f\r\n\x04"
)

CODED = (
    "ZCZC GALE\r\n%A\r\n#Ferry Halden\r\n$Ferry returns to Halden\r\n:(HALDEN)\r\n*03000000\r\n@NOR\r\n"
    "The last ferry of the season returned on Friday.\r\n\r\n   The captain was glad.\r\n\r\nNNNN\r\n"
)

LABELLED = (
    "Headline: Ferry returns to Halden\nSlug: FERRY-HALDEN\nByline: Nora Tasker\nDate: 24 Nov 2026 10:15 GMT\n"
    "Keywords: ferry, harbour\nUrgency: 3\n\nThe last ferry of the season returned to Halden on Friday.\n\nIt rained.\n"
)

PLAIN = (
    "FERRY-HALDEN\n\nFerry returns to Halden\nBy Nora Tasker and Per Holm\n\n"
    "HALDEN, Nov 24 (Reuters) - The last ferry of the season returned to\nHalden on Friday, its owner said.\n\n"
    "It had sailed since March.\n\n(Reporting by Nora Tasker; Editing by Per Holm)\n-30-\n"
)

FLAT: Mapping[str, bytes] = {
    "ninjs-1": json.dumps(NINJS_1).encode(),
    "ninjs-3": json.dumps(NINJS_3).encode(),
    "ninjs-list": json.dumps([NINJS_1, NINJS_3]).encode(),
    "ap-media": json.dumps(AP_MEDIA).encode(),
    "anpa": ANPA.encode("latin-1"),
    "anpa-table": ANPA_TABLE.encode("latin-1"),
    "iptc-7901": IPTC.encode("cp850"),
    "coded": CODED.encode(),
    "labelled": LABELLED.encode(),
    "plain": PLAIN.encode(),
}
"""Each document by a name."""
