"""The words of each language, a file each, holding one table `WORDS`; see index/extract/words.py."""
