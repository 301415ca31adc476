"""The server's process: where it listens, and that it starts without a word of trouble."""

import socket
import time

import pytest

from dashboard.server import ADDRESS, FIRST_PORT, command, free_port, host_of, is_own, port_of, public_options
from data.errors import UsageError
from tests.serving import serving


@pytest.mark.parametrize("seconds", [0, 0.5, 3])  # before, while and after it loads what pages need
def test_a_server_says_where_it_serves_and_that_it_stops_and_nothing_else(workspace, tmp_path, seconds):
    with serving(workspace, tmp_path / "home") as served:
        time.sleep(seconds)
    said = [line.strip() for line in served.log.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert said[:2] == ["You can now view your Streamlit app in your browser.", f"URL: {served.address}"]
    assert said[2:] in ([], ["Stopping..."])  # Streamlit's word, unless the end comes before it listens for signals


def test_host_and_port_of_a_command_line_are_read_back():
    assert port_of(command(8765)) == 8765
    assert host_of(command(8765)) == host_of([]) == ADDRESS
    assert host_of(command(8765, "192.0.2.7")) == "192.0.2.7"
    assert host_of(command(8765, "0.0.0.0")) == ADDRESS
    assert port_of([*command(8765), "--server.port=8766"]) == 8766
    assert port_of(["--server.address=127.0.0.1"]) == FIRST_PORT


@pytest.mark.parametrize(("host", "own"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)])
def test_an_address_that_others_reach_is_told_from_one_s_own(host, own):
    assert is_own(host) is own


def test_a_host_of_another_machine_is_named():
    with pytest.raises(UsageError, match=r"192\.0\.2\.7"):
        free_port(8765, "192.0.2.7")
    with pytest.raises(UsageError, match="no such host"):
        free_port(8765, "no such host")


def test_a_public_address_becomes_the_server_s_own():
    assert public_options("https://news.example.org/svodka/") == [
        "--server.corsAllowedOrigins=https://news.example.org",
        "--server.baseUrlPath=svodka",
    ]
    assert public_options("http://10.0.0.5:8080") == ["--server.corsAllowedOrigins=http://10.0.0.5:8080"]


@pytest.mark.parametrize(
    "url", ["", "news.example.org", "ftp://news.example.org", "https://", "http://[", "http://a/?b"]
)
def test_what_is_no_address_for_readers_is_refused(url):
    with pytest.raises(UsageError, match="readers can open"):
        public_options(url)


def test_a_taken_port_is_passed_over(monkeypatch):
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
        monkeypatch.setattr("dashboard.server.TRIES", 1)
        with pytest.raises(UsageError, match=str(port)):
            free_port(port)
