"""The IPTC's vocabularies of subjects, as a table (`news_topics.tsv`).

Takes the subjects that an item states. Gives them with names, and behind them the topics that follow from them.
"""

from pipeline.sources.wire.vocabulary.subjects import MEDIA_TOPICS, SUBJECT_CODES, complete_subjects, subject_name

__all__ = ["MEDIA_TOPICS", "SUBJECT_CODES", "complete_subjects", "subject_name"]
