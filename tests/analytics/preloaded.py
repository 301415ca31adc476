"""What the fork server of the kill tests has loaded before its first fork, so that no run pays for it.

Libraries, dictionaries and the model of names; none that starts threads, for no thread survives a fork.
"""

import bertopic  # noqa: F401
import pandas as pd

from analytics import pipeline  # noqa: F401
from analytics.annotate import INPUT_COLUMNS
from analytics.mentions.article_mentions import mentions_of
from analytics.text.article_tokens import tokens_of
from data import intake  # noqa: F401
from data.lake import tables  # noqa: F401

WORDS = {"ru": "Встреча НАТО в Брюсселе", "uk": "Зустріч НАТО у Брюсселі", "en": "NATO meets in Brussels"}

articles = pd.DataFrame(
    [{"article_id": code, "title": words, "text": words, "language": code} for code, words in WORDS.items()],
    columns=[*INPUT_COLUMNS, "language"],
)
mentions_of(articles)
tokens_of(articles)
