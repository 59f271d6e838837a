"""What an article's text says: its language, day, dateline, places and quotations.

    text → paragraphs → dateline → day → names → places
                      → marks → sentences → cues → subjects → speakers → quotes

Each step is pure functions in a file of its own: where/ holds those for places, who/ those for people and speakers,
said/ those for quotations. What the words of a language do is a table in words.py.
"""

from __future__ import annotations

from index.model import Article


def extract(article: Article) -> Article:
    """The article with language, day, dateline, places, mentions and quotations found in its text.

    What the file said of language and day stays; places given with the article are resolved and kept.
    """
    from index.extract.steps import extracted  # tables and gazetteer: reading a stored index needs none

    return extracted(article)
