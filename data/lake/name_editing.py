"""Takes what a user says of names, checks it against what there is, and publishes it as an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import pandas as pd

from data.article.entity import entity_id, name_key
from data.errors import NothingToAnswer
from data.lake.editing import Refused, check_length, check_said, published, row
from data.lake.name_edits import ADDING, NameEdits
from data.lake.transaction import change
from data.schema import ARTICLE_FACTS, ENTITIES, ENTITY_LINEAGE, KINDS, MENTIONS
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit

MOST_FORMS = 100
"""Forms that one edit adds."""
NEEDS: Mapping[str, Mapping[str, type]] = {
    "merge": {"entity": str, "into": str},
    "rename": {"entity": str, "name": str},
    "kind": {"entity": str, "kind": str},
    "ignore": {"entity": str},
    "split": {"entity": str, "forms": list},
    "apart": {"entity": str, "other": str},
    "add": {"name": str, "kind": str, "forms": list},
    "alias": {"entity": str, "forms": list},
}
"""What each kind of edit must say; of `add` the forms may be none."""
SPOKEN = ("entity", "into", "other")
"""Keys of an edit that hold an entity."""


@dataclass
class _Known:
    """What an edit is checked against: the archive's entities, what the analysis joined, what edits made of it."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    forms: pd.DataFrame | None
    lineage: Sequence[tuple[str, str]]
    log: list[Edit]
    so_far: NameEdits

    def take(self, edit: Edit) -> None:
        """One more edit. One that parts what the analysis joined goes before all others.

        Raises:
            Refused: it parts what is one for another reason.
        """
        self.log.append(edit)
        if edit.content["what"] == "apart" and self._are_one(edit.content):
            self.so_far = NameEdits.of(self.log, self.lineage)
            if self._are_one(edit.content):
                raise _one_already()
        else:
            self.so_far.add(edit)

    def _are_one(self, content: Mapping[str, Any]) -> bool:
        return self.so_far.read_as(content["entity"]) == self.so_far.read_as(content["other"])

    @cached_property
    def _called(self) -> dict[tuple[str, str], str]:
        return {(self.kinds[i], name_key(name)): i for i, name in self.names.items()}

    def identified(self, name: str, kind: str) -> str:
        """The id that an analysis gives a name: what is called so keeps its own, whatever it was called once."""
        return self._called.get((kind, name_key(name))) or entity_id(name, kind)

    def kind(self, entity: str) -> str:
        read = self.so_far.read_as(entity)
        return self.so_far.kinds.get(read) or self.kinds.get(read, KINDS[0])

    def name(self, entity: str) -> str:
        return self.own_name(self.so_far.read_as(entity))

    def own_name(self, entity: str) -> str:
        return self.so_far.names.get(entity) or self.names.get(entity, entity)


def edit_names(workspace: Workspace, wanted: Sequence[dict[str, Any]], author: str) -> list[Edit]:
    """Say otherwise than the analysis, from the next read on.

    Args:
        workspace: the archive.
        wanted: edits as in the log: `{"what": "merge", "entity": ID, "into": ID}`, `rename` with name, `kind` with
            kind, `ignore`, `split` with forms and either into or name and kind, `apart` with other (these two are not
            one), and for the next analysis to look for: `add` with name, kind and further forms, `alias` with the forms
            that mean an entity. All are taken or none.
        author: who says so.
    Raises:
        NothingToAnswer: nothing was analysed yet, or no entity has an id.
        Refused: an edit lacks something, or says what is so already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        entities = found.read(ENTITIES, ["entity_id", "name", "kind"])
        if found.versions[ARTICLE_FACTS.name] is None:
            raise NothingToAnswer(f"{workspace.root} has no names yet.", "Run `svodka analyse` first.")
        log = edits.log(workspace)
        splits = any(content.get("what") == "split" for content in wanted)
        lineage = list(found.read(ENTITY_LINEAGE)[["entity_id", "into_id"]].itertuples(index=False, name=None))
        known = _Known(
            names=dict(zip(entities["entity_id"], entities["name"], strict=True)),
            kinds=dict(zip(entities["entity_id"], entities["kind"], strict=True)),
            forms=found.read(MENTIONS, ["entity_id", "surface"]) if splits else None,
            lineage=lineage,
            log=log,
            so_far=NameEdits.of(log, lineage),
        )
        rows = list[Edit]()
        for number, content in enumerate(wanted, log[-1].number + 1 if log else 1):
            _check(content, known)
            rows.append(row(number, "name", author, _whole(content, known)))
            known.take(rows[-1])
        return published(found, rows)


def _whole(content: Mapping[str, Any], known: _Known) -> dict[str, Any]:
    """An edit as the log holds it: with what its entities are called as it is made, for whoever reads the log when they
    may be one; forms without spaces around, once each.
    """
    named = known.own_name if content["what"] == "apart" else known.name
    called = {f"{key}_name": named(content[key]) for key in SPOKEN if key in content}
    forms = {"forms": list(dict.fromkeys(form.strip() for form in content["forms"]))} if "forms" in content else {}
    whole = {**content, **forms, **called}
    if content["what"] == "alias":
        whole["kind"] = known.kind(content["entity"])
    if content["what"] in ADDING:
        whole["made"] = known.identified(
            whole["forms"][0] if content["what"] == "alias" else content["name"], whole["kind"]
        )
    return whole


def _check(content: Mapping[str, Any], known: _Known) -> None:
    what = str(content.get("what"))
    check_said("names", NEEDS, content, texts=("name", "kind", *SPOKEN), lists=("forms",), may_lack=("add", "forms"))
    for key in SPOKEN:
        if key in content and content[key] not in known.names and not known.so_far.knows(content[key]):
            raise NothingToAnswer(f"No name has the id {content[key]}.", "`svodka entities --json` lists them.")
    if "name" in content:
        check_length("name_length", content["name"])
    if "kind" in content and content["kind"] not in KINDS:
        raise Refused(
            "no_kind",
            f"There is no kind {content['kind']!r}.",
            f"Choose one of {', '.join(KINDS)}.",
            kind=content["kind"],
        )
    if what == "merge" and known.so_far.read_as(content["entity"]) == known.so_far.read_as(content["into"]):
        raise _one_already()
    if what == "split":
        _check_split(content, known)
    elif what in ADDING:
        _check_added(content, known)


def _check_added(content: Mapping[str, Any], known: _Known) -> None:
    """Forms to be looked for are words, few enough and short enough; they are not those of the very same name."""
    if len(content["forms"]) > MOST_FORMS:
        said = f"An edit adds at most {MOST_FORMS} forms, this one {len(content['forms'])}."
        raise Refused("many_forms", said, "Part it in several.", most=MOST_FORMS, many=len(content["forms"]))
    for form in (*content["forms"], *([content["name"]] if "name" in content else [])):
        check_length("name_length", form)
        if not any(sign.isalnum() for sign in form):
            raise Refused("no_word", f"{form!r} has no letter.", "Write the form as it stands in articles.", form=form)
    if content["what"] == "add":
        made = known.identified(content["name"], content["kind"])
        if made in known.names or known.so_far.knows(made):
            hint = "Use `svodka names edit alias` to add a form to it."
            raise Refused(
                "there_already", f"The name {content['name']!r} is there already.", hint, name=content["name"]
            )
    else:
        found = known.identified(content["forms"][0].strip(), known.kind(content["entity"]))
        if known.so_far.read_as(found) == known.so_far.read_as(content["entity"]):
            raise _one_already()


def _one_already() -> Refused:
    return Refused("one_already", "These two are one name already.", "`svodka names log` lists the edits.")


def _check_split(content: Mapping[str, Any], known: _Known) -> None:
    if "into" not in content and not {"name", "kind"} <= content.keys():
        raise Refused("where_to", "The edit 'split' does not say where to.", "It needs into, or name and kind.")
    entity, forms = known.so_far.read_as(content["entity"]), cast("pd.DataFrame", known.forms)
    own = set(forms.loc[forms["entity_id"].map(known.so_far.read_as) == entity, "surface"])
    missing = sorted(set(content["forms"]) - own)
    if missing:
        hint = f"It is written {', '.join(sorted(own)[:10])}."
        raise Refused("never_written", f"The name is never written {missing[0]!r}.", hint, form=missing[0])
    if own == set(content["forms"]):
        raise Refused("all_forms", "These are all the forms of the name.", "Rename it, or merge it into another.")
