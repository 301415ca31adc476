"""What an outlet repeats is learnt, what two follow-ups share is not."""

import pandas as pd

from analytics.clutter.learnt import FEWEST_BODIES, LEAST_BODIES, block_key, blocks_of


def bodies(outlet: str | None, count: int, line: str, first: int = 0) -> list[dict[str, object]]:
    return [{"outlet": outlet, "text": f"Новость номер {n} о разном.\n{line}"} for n in range(first, first + count)]


def test_a_line_in_many_bodies_of_an_outlet_is_its_habit() -> None:
    rows = bodies("Маяк", LEAST_BODIES, "Наш  журнал — по\u00a0средам") + bodies("Маяк", 10, "", first=50)
    found = blocks_of(pd.DataFrame(rows))
    assert found.to_dict("records") == [
        {"outlet": "Маяк", "block": "наш журнал — по средам", "articles": LEAST_BODIES, "share": LEAST_BODIES / 15}
    ]
    assert found["block"][0] == block_key("Наш  журнал — по\u00a0средам")


def test_few_bodies_a_small_share_or_no_outlet_teach_nothing() -> None:
    few = bodies("Маяк", LEAST_BODIES - 1, "Наш журнал") + bodies("Маяк", LEAST_BODIES, "", first=50)
    rare = bodies("Заря", LEAST_BODIES, "Наш журнал") + bodies("Заря", 12 * LEAST_BODIES, "", first=100)
    unknown = bodies(None, 20, "Наш журнал")
    copied = bodies("Восход", 1, "Наш журнал") * 20
    signs = bodies("Луч", 20, "***")
    assert blocks_of(pd.DataFrame(few + rare + unknown + copied + signs)).empty


def test_what_half_of_few_bodies_have_is_a_habit() -> None:
    half = bodies("Маяк", FEWEST_BODIES, "Наш журнал") + bodies("Маяк", FEWEST_BODIES, "", first=50)
    less = bodies("Заря", FEWEST_BODIES, "Наш журнал") + bodies("Заря", FEWEST_BODIES + 1, "", first=50)
    two = bodies("Луч", FEWEST_BODIES - 1, "Наш журнал")
    assert blocks_of(pd.DataFrame(half + less + two))["outlet"].to_list() == ["Маяк"]


def test_no_article_teaches_nothing() -> None:
    assert blocks_of(pd.DataFrame({"outlet": pd.Series(dtype="str"), "text": pd.Series(dtype="str")})).empty
