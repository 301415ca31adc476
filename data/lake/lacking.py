"""How many of the stored articles lack a date, a text, an outlet."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from data.article.lacks import FLAGGED, LACKS
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace
from data.state.editions import Edition


def lacking(workspace: Workspace, edition: Edition | None) -> dict[str, int]:
    """Articles of an edition that lack each of `LACKS`; only two narrow columns are read.

    Raises:
        StoreError: the table is damaged, or a newer program wrote it.
    """
    counts = dict.fromkeys(LACKS, 0)
    version = edition.versions.get(ARTICLES.name) if edition else None
    paths = [] if version is None else tables.files(workspace, ARTICLES, version)
    if not paths:
        return counts
    schema = pa.schema([pa.field(f.name, f.type) for f in ARTICLES.schema])
    try:
        rows = ds.dataset([str(path) for path in paths], schema=schema, format="parquet")
        found = rows.to_table(columns=["flags", "outlet"])
    except (OSError, pa.ArrowException) as error:
        raise tables.refused(tables.folder_of(workspace, ARTICLES), error) from error
    for flag in pc.value_counts(pc.list_flatten(found.column("flags"))).to_pylist():
        if name := FLAGGED.get(flag["values"]):
            counts[name] = flag["counts"]
    return counts | {"without_outlet": found.column("outlet").null_count}
