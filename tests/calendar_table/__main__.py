"""`python -m calendar_table`: write the table anew."""

from importlib.metadata import version

from calendar_table import TABLE, generated

TABLE.write_text(generated(version("babel")), encoding="utf-8")
