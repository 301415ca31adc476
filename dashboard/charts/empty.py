"""The chart that is drawn where there is nothing to draw."""

from __future__ import annotations

import pyarrow as pa

from dashboard.charts.chart import Chart, filled
from dashboard.charts.form_cache import cached_form
from dashboard.texts import Texts
from dashboard.theme import Theme


@cached_form
def _empty_form(theme: Theme, lang: str) -> str:
    import altair as alt

    from dashboard.charts.composition import compiled

    texts = Texts(lang)
    words = alt.Chart(alt.NamedData("message")).mark_text(
        align="center", baseline="middle", fontSize=15, color=theme.muted
    )
    middle = words.encode(
        x=alt.XValue(alt.expr("width / 2")), y=alt.YValue(alt.expr("height / 2")), text=alt.Text("said:N")
    )
    return compiled(middle, theme=theme, texts=texts)


def empty_chart(texts: Texts, theme: Theme, *, title: str, height: float) -> Chart:
    """An honest picture of nothing: says that there is no data."""
    message = [{"said": texts.t("chart.no_data")}]
    spec = filled(_empty_form(theme, texts.lang), height=height, rows={"message": message})
    return Chart(spec, pa.table({}), title, texts.t("alt.empty", title=title))
