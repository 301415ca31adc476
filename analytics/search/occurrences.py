"""Where in a text the words of a search stand."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.search.query import parse
from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import Token, tokenize
from data.article.folding import fold


def occurrences(text: str, words: str, language: str) -> list[tuple[int, int]]:
    """The spans of a text that a search finds there: each word in any of its forms, each phrase as it was quoted.

    Args:
        text: a title or a text.
        words: as typed, see `query.parse`.
        language: of the text, whose dictionary says what is a form of a word; one without a dictionary has no forms.
    Returns:
        Spans in Unicode code points, start included, end not, in the order of the text; two may overlap.
    Raises:
        UsageError: the search is too long.
    """
    query = parse(words)
    if not query.words and not query.phrases:
        return []
    tokens = tokenize(text)
    folded = [fold(token.text) for token in tokens]
    lemma = lemmatizer(language).lemma
    wanted = {form for word in query.words for form in (lemma(word), lemma(word.capitalize()), fold(word))}
    single = [
        (token.start, token.end)
        for token, form in zip(tokens, folded, strict=True)
        if wanted and (form in wanted or lemma(token.text) in wanted)
    ]
    return sorted([*single, *(span for phrase in query.phrases for span in _phrases(tokens, folded, phrase))])


def _phrases(tokens: Sequence[Token], folded: Sequence[str], phrase: tuple[str, ...]) -> list[tuple[int, int]]:
    n = len(phrase)
    starts = (i for i in range(len(folded) - n + 1) if tuple(folded[i : i + n]) == phrase)
    return [(tokens[i].start, tokens[i + n - 1].end) for i in starts]
