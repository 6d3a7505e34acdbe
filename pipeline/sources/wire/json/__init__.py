"""JSON: ninjs and the AP Media API, one module each.

Takes JSON with one item or many. Gives items, with all bodies, renditions and associations read alike.
"""
