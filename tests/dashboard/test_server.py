"""The server's process: where it listens, and that it starts without a word of trouble."""

import socket

import pytest

from dashboard.server import ADDRESS, FIRST_PORT, command, free_port, port_of
from data.errors import UsageError
from tests.serving import serving


@pytest.mark.parametrize("start", range(3))
def test_a_start_says_where_it_serves_and_nothing_else(workspace, tmp_path, start):
    with serving(workspace, tmp_path / "home") as served:
        pass
    said = [line.strip() for line in served.log.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert said[:2] == ["You can now view your Streamlit app in your browser.", f"URL: {served.address}"]
    assert said[2:] in ([], ["Stopping..."])  # Streamlit's word, unless the end comes before it listens for signals


def test_the_port_of_a_command_line_is_read_back():
    assert port_of(command(8765)) == 8765
    assert port_of([*command(8765), "--server.port=8766"]) == 8766
    assert port_of(["--server.address=127.0.0.1"]) == FIRST_PORT


def test_a_taken_port_is_passed_over(monkeypatch):
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
        monkeypatch.setattr("dashboard.server.TRIES", 1)
        with pytest.raises(UsageError, match=str(port)):
            free_port(port)
