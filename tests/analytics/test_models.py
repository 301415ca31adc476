"""Topics opened in a notebook: what BERTopic loads in a fresh process is what the archive shows."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.models import export_model
from analytics.pipeline import analyse
from data.errors import NothingToAnswer, StoreError, UsageError
from data.intake import import_paths
from data.lake import tables
from data.schema import ARTICLE_TOPICS, ARTICLES, TOPICS, Table
from data.settings import Workspace
from data.state.editions import latest

pytestmark = pytest.mark.fit

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo" / "articles"
LATER = 4
"""Every so many articles one comes after the fit."""
NOTEBOOK = """
import json, sys
sys.path.insert(0, {root!r})
from bertopic import BERTopic
from analytics.topics.notebook import svodka_embedder
folder = sys.argv[1]
model = BERTopic.load(folder, embedding_model=svodka_embedder(folder))
topics, similarity = model.transform(json.load(sys.stdin))
info = model.get_topic_info()
json.dump({{"topics": [int(t) for t in topics], "similarity": [float(s) for s in similarity],
           "topics_": model.topics_, "labels": info["CustomName"].tolist(), "numbers": info["Topic"].tolist(),
           "words": [w for w, _ in model.get_topic(0)], "torch": "torch" in sys.modules}}, sys.stdout)
"""
DRAWN = """
import sys
sys.path.insert(0, {root!r})
from bertopic import BERTopic
from analytics.topics.notebook import svodka_embedder
model = BERTopic.load(sys.argv[1], embedding_model=svodka_embedder(sys.argv[1]))
for figure in (model.visualize_topics(custom_labels=True), model.visualize_hierarchy(custom_labels=True)):
    print(len(figure.data))
"""


def in_a_fresh_process(code: str, folder: Path, given: object = None) -> str:
    command = [sys.executable, "-W", "ignore", "-c", code.format(root=str(ROOT)), str(folder)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(workspace: Workspace, table: Table) -> pd.DataFrame:
    return tables.read(workspace, table, latest(workspace).versions[table.name])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An archive whose Russian topics were fitted on three of four articles; the others came later."""
    folder = tmp_path_factory.mktemp("models")
    lines = [line for path in sorted(DEMO.glob("ru-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    workspace = Workspace(folder / "workspace")
    for name, own in (("fit", lambda n: n % LATER), ("later", lambda n: not n % LATER)):
        path = folder / f"{name}.jsonl"
        path.write_text("\n".join(line for n, line in enumerate(lines) if own(n)), encoding="utf-8")
        import_paths(workspace, [path])
        analyse(workspace, topics="auto" if name == "fit" else "keep")
    return workspace


@pytest.fixture(scope="module")
def exported(archive: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported") / "model"
    (written,) = export_model(archive, folder)
    assert (written.language, written.folder) == ("ru", str(folder / "ru"))
    return folder / "ru"


@pytest.fixture(scope="module")
def loaded(archive: Workspace, exported: Path) -> dict[str, object]:
    articles = read(archive, ARTICLES).set_index("article_id")
    ids = json.loads((exported / "article_ids.json").read_text("utf-8"))
    texts = (articles["title"] + "\n" + articles["text"]).loc[ids].tolist()
    return json.loads(in_a_fresh_process(NOTEBOOK, exported, texts))


def test_topics_labels_and_articles_are_those_of_the_archive(
    archive: Workspace, exported: Path, loaded: dict[str, list[object]]
) -> None:
    article_ids, topic_ids = (
        json.loads((exported / f"{n}.json").read_text("utf-8")) for n in ("article_ids", "topic_ids")
    )
    placed = read(archive, ARTICLE_TOPICS).set_index("article_id")["topic_id"].loc[article_ids]
    number = {name: n for n, name in enumerate(topic_ids)}
    assert loaded["topics_"] == placed.map(number).fillna(-1).astype(int).tolist()
    label = read(archive, TOPICS).set_index("topic_id")["label"]
    named = dict(zip(loaded["numbers"], loaded["labels"], strict=True))
    assert [named[n] for n in range(len(topic_ids))] == label[topic_ids].tolist()
    assert len(loaded["words"]) == 10
    assert not loaded["torch"]


@pytest.mark.parametrize("came", ["with the fit", "later"])
def test_transform_agrees_with_the_archive(
    archive: Workspace, exported: Path, loaded: dict[str, list[object]], came: str
) -> None:
    article_ids, topic_ids = (
        json.loads((exported / f"{n}.json").read_text("utf-8")) for n in ("article_ids", "topic_ids")
    )
    placed = read(archive, ARTICLE_TOPICS).set_index("article_id").loc[article_ids]
    imported = read(archive, ARTICLES).set_index("article_id").loc[article_ids, "import_id"]
    later = (imported == imported.value_counts().index[-1]).to_numpy()  # the smaller import
    chosen = placed["topic_id"].notna().to_numpy() & (later if came == "later" else ~later)
    assert chosen.sum() > 50
    transformed = np.array([topic_ids[n] if n >= 0 else "" for n in loaded["topics"]])
    assert np.mean(transformed[chosen] == placed["topic_id"].to_numpy()[chosen]) >= 0.99


@pytest.mark.parametrize("level", ["theme", "story"])
def test_other_levels_are_models_too(archive: Workspace, tmp_path: Path, level: str) -> None:
    (written,) = export_model(archive, tmp_path / "model", level, "ru")
    ids = json.loads((tmp_path / "model" / "ru" / "topic_ids.json").read_text("utf-8"))
    known = read(archive, TOPICS)
    of_level = known.loc[known["level"] == level, "topic_id"]
    assert set(ids) == set(of_level[~of_level.str.match(r".*-\d+-")])  # a story that began since has no centre
    assert written.topics == len(ids)


def test_nothing_is_written_over_and_nothing_is_made_up(archive: Workspace, exported: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="exists"):
        export_model(archive, exported.parent)
    with pytest.raises(NothingToAnswer, match="no topics in fr"):
        export_model(archive, tmp_path / "model", language="fr")
    with pytest.raises(NothingToAnswer, match="no topics yet"):
        export_model(Workspace(tmp_path / "empty"), tmp_path / "model")


def test_a_model_that_is_damaged_is_a_sentence(exported: Path, tmp_path: Path) -> None:
    from analytics.topics.notebook import svodka_embedder

    with pytest.raises(StoreError, match="no topic model"):
        svodka_embedder(tmp_path)
    (tmp_path / "model.json").write_bytes((exported / "model.json").read_bytes()[:100])
    with pytest.raises(StoreError, match="damaged"):
        svodka_embedder(tmp_path)


@pytest.mark.skipif(
    not (find_spec("plotly") and find_spec("umap")),
    reason="BERTopic's pictures need the extra: pip install svodka[notebook]",
)
def test_bertopic_draws_the_topics(exported: Path) -> None:
    topics, hierarchy = map(int, in_a_fresh_process(DRAWN, exported).split())
    assert topics > 0
    assert hierarchy > 0
