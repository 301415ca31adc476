"""Web addresses: which may be stored, and which two are the same article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from data.article.section import is_section

LONGEST = 4_096
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|dclid|msclkid|_openstat|ysclid|mc_[ce]id|igshid|at_\w+", re.IGNORECASE
)
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff<>\"]")
_SIMPLE = re.compile(r"https?://(?:www\.(?=[a-z0-9-]+\.))?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[\w/.~-]{0,2000})", re.ASCII)
"""Most addresses: nothing in them has to be split, sorted or encoded, so one match is ten times faster."""
_PLAIN = re.compile(r"[\w/.~-]*", re.ASCII)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Address:
    """An article's address.

    Attributes:
        public: as it may be stored and linked, without user and password.
        canonical: one form for all spellings: host in lower case without "www." and default port, no scheme, no
            fragment (but one that routes: "#!", "#/"), no tracking parameters, the others sorted, no slash at the
            end, letters outside ASCII percent-encoded.
        is_site: it names only a site and nothing in it.
    """

    public: str
    canonical: str
    is_site: bool = False

    @cached_property
    def is_section(self) -> bool:
        """Whether it is the address of a site, a section, a channel or an author, which many articles may share."""
        return self.is_site or is_section(self.canonical)


def read_address(raw: str) -> Address | None:
    """Read an address; None unless it is http or https with a host."""
    url = raw.strip()
    if simple := _SIMPLE.fullmatch(url):
        path = simple[2].rstrip("/")
        return Address(url, simple[1] + path, not path)
    if len(url) > LONGEST or _UNFIT.search(url):
        return None
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return None
        public = url if "@" not in parts.netloc and url[0] != "/" else _without_login(parts)
        return _address(public, parts)
    except ValueError:  # a port that is no number, or a bracket that is no IPv6
        return None


def _without_login(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _address(public: str, parts: SplitResult) -> Address:
    path = _encoded(parts.path).rstrip("/")
    query = ""
    if parts.query:
        asked = parse_qsl(parts.query, keep_blank_values=True)
        query = "?" + urlencode(sorted(pair for pair in asked if not _TRACKING.fullmatch(pair[0])))
    fragment = "#" + _encoded(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    rest = path + query.rstrip("?") + fragment
    return Address(public, _host(parts) + rest, not rest)


@lru_cache(maxsize=4_096)
def _ascii_host(host: str) -> str:
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = quote(host)
    bare = ascii_host.removeprefix("www.")
    return bare if "." in bare else ascii_host


def _host(parts: SplitResult) -> str:
    host, port = _ascii_host((parts.hostname or "").rstrip(".")), parts.port
    return host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def _encoded(path: str) -> str:
    if _PLAIN.fullmatch(path):
        return path
    return _ESCAPE.sub(lambda found: found[0].upper(), quote(path, safe="%/:@!$&'()*+,;=~-._"))
