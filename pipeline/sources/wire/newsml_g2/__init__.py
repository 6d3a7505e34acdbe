"""NewsML-G2: news items, packages, planning items, concepts.

Takes an item or a message of many. Gives items, with qcodes as scheme and code (`iptc_schemes.toml`).
"""
