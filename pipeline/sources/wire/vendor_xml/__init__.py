"""XML of agencies' own.

Takes XML that is none of the standards'. Gives stories whose elements and attributes are known by their names
(`vendor_names.toml`).
"""
