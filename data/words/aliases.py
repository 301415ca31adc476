"""The alias table of the home domain: international politics in Russian, Ukrainian and English news.

No metonyms: Вашингтон is a city, Кремль a place, neither is its government. Adjectives are no names. A surname stands
for a person only where one bearer is meant in nearly all news; where the article names another bearer, that one counts.
"""

from __future__ import annotations

from data.words.alias import Alias
from data.words.alias_organisations import ORGANISATIONS
from data.words.alias_people import PEOPLE
from data.words.alias_places import PLACES

ALIASES: tuple[Alias, ...] = ORGANISATIONS + PLACES + PEOPLE
