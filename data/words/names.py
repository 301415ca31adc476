"""Russian words that stand before names and tell something of them. Folded."""

from __future__ import annotations

CASES_AFTER = {
    **dict.fromkeys(
        "без для до из изо от ото у вместо кроме около после против ради среди вокруг возле".split(), "gent"
    ),
    **dict.fromkeys("к ко благодаря вопреки навстречу согласно".split(), "datv"),
    **dict.fromkeys("про через сквозь".split(), "accs"),
    **dict.fromkeys("над надо перед передо между".split(), "ablt"),
    **dict.fromkeys("об обо о при".split(), "loct"),
    **dict.fromkeys("с со".split(), "ablt gent"),
    **dict.fromkeys("в во на".split(), "accs loct"),
    **dict.fromkeys("за под".split(), "ablt accs"),
    "по": "datv loct",
}
"""Prepositions with the cases that a name after them stands in, as pymorphy calls these."""

PREPOSITIONS = frozenset("во ко обо изо надо подо передо".split())
"""Prepositions that are no beginning of a foreign name, as в (with a full stop), со or о may be."""

FAMILIES = frozenset("супруг брат сестра близнец".split())
"""In the plural before a surname: several people who share it. Lemmas."""

COUNTED = frozenset("два две три четыре оба обе двое трое четверо несколько чета династия".split())
"""Before a surname: several who share it."""

LEGAL_FORMS = frozenset(
    "ооо оао зао пао ао нао нко ано фгуп фгбу фгау гуп муп мкп тоо чп ук нпо гк зат тов пат".split()
)
"""Forms that a company's name is written with and known without."""

COMPANIES = frozenset(
    "концерн компания корпорация холдинг партия газета журнал еженедельник телеканал радиостанция".split()
)
"""Words before a quotation that is itself the whole name. Lemmas."""

TIMES = frozenset(
    """
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    понедельник вторник среду четверг пятницу субботу воскресенье
    утром днем вечером ночью весной летом осенью зимой сегодня вчера завтра год года году
    """.split()
)
"""When something is done: a name after them is not theirs."""
