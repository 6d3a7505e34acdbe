"""Text without markup: ANPA 1312, IPTC 7901 and plain wire text, one module each.

Takes messages as teleprinters sent them, or text with header lines. Gives items.
"""
