"""Ukrainian noun phrases without a dictionary: endings tell adjectives, number and case.

A phrase is adjectives, a noun, and what depends on it. In the singular the noun stands in its lemma, its adjectives
agree with it and the rest stays as written; in the plural a nominative must be written somewhere.
"""

from __future__ import annotations

from collections import Counter

from analytics.labels.forms import Around, Form, calmer, cased, first, is_no_noun, says_nothing
from data.words.stop_words import connecting_words

NOT_NOUNS = ("ти", "тися", "ться", "ено", "ано", "ні", "ої", "ого", "ому", "ими", "их")
"""Endings of lemmas that are verbs, adverbs and forms of adjectives."""
VERBS = ("ти", "тися", "ться")
ADJECTIVE = ("ий", "ій")
PLURAL_ADJECTIVES = ("і", "их", "іх", "ими", "іми")
PLURAL_NOUNS = ("ів", "їв", "ам", "ям", "ами", "ями", "ах", "ях")
PLURAL_LEMMAS = ("и", "ї")
"""Вибори, збори have no singular."""
OBLIQUE_PLURALS = (*PLURAL_NOUNS, "ей")
NEUTER = ("о", "е", "ння", "ття", "ззя", "сся", "лля")
FEMININE = ("а", "я", "ість")
FEMININE_FORMS = ("ої", "у", "ою", "ій", "ьої", "ю")
UNCHANGED = ("о", "е", "у", "ю", "і", "и", *NEUTER)
"""Foreign words so ended have no cases, and розмежування has one form for two."""


class ByEndings:
    """The wording of Ukrainian terms where no dictionary is installed."""

    def __init__(self) -> None:
        self.connecting = connecting_words("uk")

    def write(self, lemmas: Form, forms: Counter[Form], context: Around) -> str | None:
        """See `forms.Wording`."""
        head = next((i for i, lemma in enumerate(lemmas) if not lemma.endswith(ADJECTIVE)), len(lemmas))
        verb = head == len(lemmas) or lemmas[head].endswith(NOT_NOUNS) or lemmas[head] in self.connecting
        if verb or is_no_noun(context()) or says_nothing(lemmas, head, "uk"):
            return None
        usual = first(forms)[0]
        if len(lemmas) == 1:
            calm = calmer(usual[0])
            return calm if calm.isupper() else cased(lemmas[0], calm)
        if head == 0 and _is_person(lemmas, usual):
            return " ".join(map(cased, lemmas, usual))
        if not self._depend(lemmas, usual, head) or _goes_astray(lemmas, usual, head):
            return None
        if _plural(lemmas, forms, head):
            upright = {form: count for form, count in forms.items() if _nominative_plural(form, lemmas, head)}
            return " ".join(first(upright)[0]) if upright else None
        return _singular(lemmas, forms, usual, head)

    def _depend(self, lemmas: Form, form: Form, head: int) -> bool:
        """Whether all words straight behind the noun stand in a case: in комісії Україна one does not."""
        for lemma, word in zip(lemmas[head + 1 :], form[head + 1 :], strict=True):
            if lemma in self.connecting:
                return True
            if word.lower() == lemma and not word.isupper() and not lemma.endswith(UNCHANGED):
                return False
        return True


def _goes_astray(lemmas: Form, form: Form, head: int) -> bool:
    """Whether a verb stands behind the noun, or a name is cut: угода передбачає, опитування Соціологічної."""
    cut = lemmas[-1].endswith(ADJECTIVE) and form[-1][:1].isupper()
    return cut or any(lemma.endswith(VERBS) for lemma in lemmas[head + 1 :])


def _is_person(lemmas: Form, form: Form) -> bool:
    """Whether two words are given name and surname: Петра Порошенка."""
    return len(lemmas) == 2 and all(word[:1].isupper() and not word.isupper() for word in form)


def _plural(lemmas: Form, forms: Counter[Form], head: int) -> bool:
    """Whether the noun mostly stands in the plural."""
    if lemmas[head].endswith(PLURAL_LEMMAS):
        return True
    ending = PLURAL_ADJECTIVES if head else PLURAL_NOUNS
    return 2 * sum(count for form, count in forms.items() if form[0].lower().endswith(ending)) > forms.total()


def _nominative_plural(form: Form, lemmas: Form, head: int) -> bool:
    noun = form[head].lower()
    upright = not noun.endswith(OBLIQUE_PLURALS) and (noun != lemmas[head] or noun.endswith(PLURAL_LEMMAS))
    return upright and all(word.lower().endswith("і") for word in form[:head])


def _singular(lemmas: Form, forms: Counter[Form], usual: Form, head: int) -> str:
    noun = lemmas[head]
    feminine = noun.endswith(FEMININE) or (noun.endswith("ь") and _like_feminine(forms, head))
    ending = "е" if noun.endswith(NEUTER) else "а" if feminine else ""
    adjectives = (_agreeing(lemma, ending) for lemma in lemmas[:head])
    written = map(cased, (*adjectives, noun), usual)
    return " ".join((*written, *usual[head + 1 :]))


def _like_feminine(forms: Counter[Form], head: int) -> bool:
    """Whether the adjectives of a noun that may be of either gender are those of a feminine one."""
    seen = sum(count for form, count in forms.items() if head and form[0].lower().endswith((*FEMININE_FORMS, "а", "я")))
    return 2 * seen > forms.total()


def _agreeing(adjective: str, ending: str) -> str:
    """Верховний, верховна, верховне; третій, третя, третє."""
    if not ending:
        return adjective
    soft = adjective.endswith("ій")
    return adjective[:-2] + ({"а": "я", "е": "є"}[ending] if soft else ending)
