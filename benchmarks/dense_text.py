"""An article of 210 kB that is dense with names, its language, words and names: `python benchmarks/dense_text.py`.

Texts of several kinds; models are loaded before. Seconds of the clock and of the processor beside the bar: on a machine
with other work the second is what the article costs.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice, repeat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.annotate import Unit, annotate  # noqa: E402 - the project's root must be known first

SIZE = 210_000
BAR = 2.0  # seconds
FIRST = ("Иван", "Пётр", "Сергей", "Анна", "Мария", "Ольга", "Дмитрий", "Виктор")
SYLLABLES = ("ка", "ло", "ми", "ре", "во", "ту", "са", "не", "по", "ги", "бу", "же")
ENDINGS = ("ев", "ин", "ова", "ский", "енко", "ий")
CITIES = ("Москву", "Лондон", "Париж", "Киев", "Минск", "Варшаву", "Хельсинки")
PEOPLE = 300


def surnames(count: int) -> list[str]:
    drawn = random.Random(1)
    made = ("".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 3))) + drawn.choice(ENDINGS) for _ in repeat(None))
    return [name.capitalize() for name in islice(made, count)]


def filled(sentence: Callable[[random.Random], str]) -> str:
    """Sentences up to SIZE characters."""
    drawn = random.Random(2)
    return " ".join(sentence(drawn) for _ in range(SIZE // 10))[:SIZE]


def texts() -> dict[str, str]:
    known = surnames(PEOPLE)

    def person(drawn: random.Random) -> str:
        return f"{drawn.choice(FIRST)} {drawn.choice(known)}"

    def meeting(drawn: random.Random) -> str:
        return f"{person(drawn)} и {person(drawn)} приехали в {drawn.choice(CITIES)}, где их ждал {drawn.choice(known)}"

    known_people = "Владимир Путин встретился с Дональдом Трампом в Хельсинки и обсудил с Ангелой Меркель санкции США."
    return {
        "one sentence over and over": filled(lambda _: known_people),
        "names in every sentence": filled(lambda drawn: f"{meeting(drawn)}."),
        "no sentence ends": filled(lambda drawn: f"{meeting(drawn)}, а"),
        "capitalised words": filled(lambda drawn: drawn.choice(known)),
        "one name over and over": filled(lambda _: "Владимир Путин."),
        "punctuation": "!?.,;:—«»" * (SIZE // 9),
        "pictures": "🙂🎉" * (SIZE // 2),
        "no space": "Ы" * SIZE,
    }


def seconds(text: str, folder: Path) -> tuple[float, float, int]:
    """Of the clock, of the processor, and how many mentions are found."""
    unit = Unit(str(folder / "article.parquet"), str(folder), ("ru", "uk", "en"))
    row = {
        "article_id": "0" * 16,
        "outlet": None,
        "language_given": None,
        "published_at": None,
        "title": "",
        "text": text,
    }
    types = [pa.string(), pa.string(), pa.string(), pa.timestamp("us", "UTC"), pa.string(), pa.string()]
    pq.write_table(
        pa.table([[value] for value in row.values()], schema=pa.schema(zip(row, types, strict=True))), unit.articles
    )
    began, used = time.perf_counter(), time.process_time()
    annotate(unit)
    took = time.perf_counter() - began, time.process_time() - used
    return *took, pq.read_metadata(unit.output("mentions")).num_rows


def main() -> int:
    slowest = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        seconds("Владимир Путин приехал в Хельсинки.", folder)  # loads the models
        print(f"{'':28} {'s':>6} {'cpu s':>6} {'bar':>5}  mentions")
        for name, text in texts().items():
            clock, processor, mentions = seconds(text, folder)
            slowest = max(slowest, clock)
            print(f"{name:28} {clock:6.2f} {processor:6.2f} {BAR:5.1f}  {mentions:,}")
    return 0 if slowest <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
