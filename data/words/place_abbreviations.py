"""Abbreviations of places, which the model takes for organisations: they look alike."""

PLACE_ABBREVIATIONS = frozenset(
    """
    АРК БАМ ВДНХ ГДР ДНР ДФО ЕАО ЗСД КАД КБР КВО КМВ КНДР КНР КПП КЧР ЛНР МКАД МКС НАО ОАЭ ПМР ПФО РСФСР РФ СЗФО СИЗО СКФО СССР
    США СФО ТТК УрФО УФО ФРГ ХМАО ЦАР ЦКАД ЦФО ЧАО ЧАЭС ЮАР ЮБК ЮФО ЯНАО
    """.split()
)
"""States, regions, roads, stations and sites; «МКС» is where its crews live."""
