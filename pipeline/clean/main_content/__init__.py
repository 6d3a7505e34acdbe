"""Main content: tell the story of a page from everything around it.

Takes the passages of a page and what is known of its story. Gives a verdict on every passage, with its score and the
reason. The worth of the evidence (`worth.toml`) is fitted on labelled pages by `bench.extraction.fit`.
"""

from pipeline.clean.main_content.judgement import judge_passages
from pipeline.clean.main_content.quotations import FEWEST_CHARACTERS_OF_STATEMENT, gather_known

__all__ = ["FEWEST_CHARACTERS_OF_STATEMENT", "gather_known", "judge_passages"]
