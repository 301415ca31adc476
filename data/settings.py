"""The workspace: where its parts lie, and the settings its `svodka.toml` gives."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.errors import UsageError

DEFAULT_WORKSPACE = "workspace"
DEMO_WORKSPACE = "workspace-demo"
SETTINGS_FILE = "svodka.toml"
INTERFACES = ("ru", "en", "uk")
OFFLINE = "offline"
VECTORS = {"sentence-transformers": "transformers", "model2vec": "model2vec"}
"""Libraries whose models may make vectors, and the extra of Svodka that brings each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set in `svodka.toml`.

    Attributes:
        zone: IANA name; where a day begins and what a time without a zone means.
        languages: language codes that identification chooses between.
        interface: language in which the dashboard starts, one of INTERFACES.
        vectors: what makes articles points among which topics are found: `offline`, or `LIBRARY:MODEL` of an extra.
    """

    zone: str = "Europe/Moscow"
    languages: tuple[str, ...] = ("ru", "uk", "en")
    interface: str = "ru"
    vectors: str = OFFLINE


@dataclass(frozen=True, slots=True)
class Workspace:
    """One folder that holds an archive: tables, state, index, models, rejected rows."""

    root: Path
    settings: Settings = Settings()

    @classmethod
    def at(cls, root: Path | str | None = None) -> Workspace:
        """The workspace named, else by SVODKA_WORKSPACE, else ./workspace; settings are read, nothing is created.

        Raises:
            UsageError: `svodka.toml` has an unknown key or a value that does not fit.
        """
        path = Path(root or os.environ.get("SVODKA_WORKSPACE") or DEFAULT_WORKSPACE).expanduser().absolute()
        return cls(path, load_settings(path / SETTINGS_FILE))

    @property
    def tables(self) -> Path:
        return self.root / "tables"

    @property
    def state(self) -> Path:
        return self.root / "state.sqlite"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def rejected(self) -> Path:
        return self.root / "rejected"

    @property
    def uploads(self) -> Path:
        return self.root / "uploads"

    @property
    def work(self) -> Path:
        """Scratch files of steps, a folder each; those of a dead process go when the next step begins."""
        return self.root / "work"

    @property
    def backups(self) -> Path:
        """Copies of what a migration changed."""
        return self.root / "backups"

    @property
    def job_log(self) -> Path:
        """What the dashboard's jobs print."""
        return self.root / "job.log"

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.zone)

    @property
    def is_demo(self) -> bool:
        return self.root.name == DEMO_WORKSPACE


def load_settings(path: Path) -> Settings:
    """Read a settings file; a missing one gives the defaults.

    Raises:
        UsageError: not TOML, an unknown key (named with its line and the nearest known key), or a value of the wrong
            type or outside its range.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML: {error}.", "Correct that line or remove the file.") from error
    known = [f.name for f in fields(Settings)]
    for key in values:
        if key not in known:
            raise UsageError(f"{path}:{_line_of(text, key)}: unknown setting {key!r}.", _nearest(key, known))
    return replace(Settings(), **{key: _checked(path, text, key, value) for key, value in values.items()})


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[?\s*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text[: found.end()].count("\n") + 1 if found else 1


def _nearest(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known settings: {', '.join(known)}."


def _checked(path: Path, text: str, key: str, value: Any) -> Any:
    where = f"{path}:{_line_of(text, key)}"
    if key == "zone":
        return check_zone(value, where)
    if key == "interface":
        if value not in INTERFACES:
            raise UsageError(f"{where}: interface is {value!r}.", f"Choose one of {', '.join(INTERFACES)}.")
        return value
    if key == "vectors":
        library, _, model = value.partition(":") if isinstance(value, str) else ("", "", "")
        if value != OFFLINE and (library not in VECTORS or not model):
            known = ", ".join(f'"{each}:MODEL"' for each in VECTORS)
            raise UsageError(f"{where}: vectors is {value!r}.", f'Write "{OFFLINE}" or one of {known}.')
        return value
    codes = isinstance(value, list) and all(isinstance(v, str) and re.fullmatch("[a-z]{2,3}", v) for v in value)
    if not codes or not value:
        raise UsageError(f"{where}: languages is {value!r}.", 'Write a list of codes, for example ["ru", "uk", "en"].')
    return tuple(dict.fromkeys(value))


def check_zone(value: Any, where: str) -> str:
    """The zone's name if the time-zone database knows it, else UsageError naming the place it came from."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise UsageError(f"{where}: time zone {value!r} is not known.", "Use a name such as Europe/Moscow.") from error
    return str(value)
