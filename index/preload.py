"""What every reading worker needs, loaded once in the process that the workers are forked from."""

import gc

import index.build
import index.formats.html  # noqa: F401  # its parsers take half a second to import
from index.extract import extract
from index.model import Article

extract(Article(text="Oslo"))  # loads the tables and the gazetteer
gc.set_threshold(20_000)  # of 700 objects, as many as a few articles have, it takes 4 % of the time
gc.freeze()  # so that collecting garbage does not copy the pages that workers share
