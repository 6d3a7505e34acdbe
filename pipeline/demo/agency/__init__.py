"""Fjordwire, the invented agency of the sample newswire: what it delivers, and what becomes of each file.

Takes the sample and the end of the embargo. Gives the files of each round with their names and bytes. Its texts are
data (`sample/agency`); the modules here write them in NITF, NewsML-G2, ninjs, ANPA 1312, IPTC 7901 and plain text.
"""

from pipeline.demo.agency.fates import Became, Fate, what_became
from pipeline.demo.agency.files import ROUNDS, AgencyFile, agency_files
from pipeline.demo.agency.items import AGENCY

__all__ = ["AGENCY", "ROUNDS", "AgencyFile", "Became", "Fate", "agency_files", "what_became"]
