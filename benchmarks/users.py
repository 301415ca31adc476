"""Twenty users at once on 105,651 dated headlines, beside one alone: how long each answer takes, and the memory.

    python benchmarks/users.py [--workspace FOLDER] [--users N]

A user is a client of the server's own websocket: it opens a page with filters, waits until the page's script has ended,
thinks between half a second and one and a half, and goes on, a dozen times. Users ask for different pages and filters,
and each run has a server of its own, so that little is answered from the cache. Bar: the slowest twentieth of the
answers that twenty get takes at most 18 times the median of one alone.

What it found: Streamlit collects garbage after every run of a script, through all that the process holds, and no other
script runs meanwhile. Without that, and with what is loaded at the start left out of collections, twenty users wait
2.5 to 3.3 s (the slowest twentieth) where they waited 6.3 s, and one alone 190 ms where it was 270.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from data.settings import Workspace  # noqa: E402 - the project's root must be known first
from tests.serving import serving  # noqa: E402

PAGES = ("overview", "topics", "mentions")
STEPS = 12  # of one user
THINKS = (0.5, 1.5)  # seconds
BAR = 18


def asked(pick: random.Random) -> tuple[str, dict[str, object]]:
    """A page and its filters: some years, a topic."""
    begin = pick.randrange(2000, 2015)
    query: dict[str, object] = {"from": f"{begin}-01-01", "to": f"{begin + pick.randrange(1, 4)}-12-31"}
    if pick.random() < 0.5:
        query["topic"] = f"t{pick.randrange(40)}"
    return pick.choice(PAGES), query


async def user(address: str, number: int) -> list[float]:
    """Seconds until the script had ended, of each step after the first."""
    pick, spent = random.Random(number), []
    host = address.removeprefix("http://")
    async with connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        for step in range(STEPS + 1):
            page, query = asked(pick)
            began = time.perf_counter()
            await socket.send(_rerun(page, query))
            await _ended(socket)
            if step:
                spent.append(time.perf_counter() - began)
            await asyncio.sleep(pick.uniform(*THINKS))
    return spent


def _rerun(page: str, query: dict[str, object]) -> bytes:
    message, name = BackMsg(), "" if page == "overview" else page
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.page_script_hash = calc_hash(name)
    message.rerun_script.page_name = name
    return message.SerializeToString()


async def _ended(socket: ClientConnection) -> None:
    while True:
        message = ForwardMsg.FromString(await socket.recv())
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise SystemExit(f"A page failed: {message.delta.new_element.exception.message}")
        if kind == "script_finished":
            return


async def together(address: str, users: int) -> list[float]:
    return [spent for each in await asyncio.gather(*(user(address, n) for n in range(users))) for spent in each]


def measured(workspace: Workspace, users: int) -> tuple[float, float, float]:
    """Seconds of the median answer and of the slowest twentieth, and the server's largest memory in MB."""
    with tempfile.TemporaryDirectory() as home, serving(workspace, Path(home)) as served:
        spent = asyncio.run(together(served.address, users))
        memory = next(line for line in Path(f"/proc/{served.pid}/status").read_text().splitlines() if "VmHWM" in line)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1], int(memory.split()[1]) / 1024


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--workspace", type=Path)
    arguments.add_argument("--users", type=int, default=20)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(chosen.workspace or Path(folder))
        if chosen.workspace is None:
            from filters import build

            corpora = Path(os.environ.get("SVODKA_CORPORA", ROOT.parent / "shared" / "corpora"))
            build(workspace, next((corpora / "ru_1tv_headlines").glob("docs*")), 1)
        alone, slowest_alone, memory_alone = measured(workspace, 1)
        median, slowest, memory = measured(workspace, chosen.users)
    print(f"{'users':>5} {'median ms':>10} {'p95 ms':>8} {'memory MB':>10}")
    print(f"{1:5} {1000 * alone:10.0f} {1000 * slowest_alone:8.0f} {memory_alone:10.0f}")
    print(f"{chosen.users:5} {1000 * median:10.0f} {1000 * slowest:8.0f} {memory:10.0f}")
    print(f"p95 of {chosen.users} = {slowest / alone:.1f} × the median of one (bar {BAR})")


if __name__ == "__main__":
    main()
