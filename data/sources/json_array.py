"""JSON files: an array, an object, or several of either, wherever the articles stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.sources.json_lines import JsonLines


@dataclass
class JsonFile(JsonLines):
    """A JSON file; one with an object on each line is read as JSON Lines."""

    usually: ClassVar[bool] = False
