"""What a query may cost, each limit with its reason; all are said when they are hit."""

LENGTH = 8_000  # code points of a query's text: a pasted page of news; parsing it takes some milliseconds
WORDS = 256  # words and conditions of a query: each reads postings of its own
DEPTH = 40  # parentheses inside one another: each costs the parser some frames of Python's 1,000
PATTERNS = 20  # words with wildcards or edits in a query: each looks at every word of the index
EXPANSIONS = 5_000  # words that all patterns of a query stand for, in all fields: each reads postings
SECONDS = 10  # of one query, while which others wait; the slowest met on a million articles took a tenth of one
DISTANCE = 1_000  # words between two near ones: beyond, it is a question of the whole article
EDITS = 2  # of a fuzzy word: with three, most short words match one another
DATE_LENGTH = 40  # code points of a date in words: "the twenty-third of September 1962" has 34
HITS = 1_000  # on one page of results
PASSAGES = 3  # shown of one article
QUOTATIONS = 3  # shown of one article
FACET_VALUES = 50  # shown of one facet, those that are filters now besides
SCANNED = 200_000  # code points of a text that are looked at for passages: a long book chapter
