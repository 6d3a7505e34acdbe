"""newswire: feeds and pages in, clean articles in PostgreSQL out. This package knows no task queue."""
