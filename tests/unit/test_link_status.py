"""Addresses asked of a server of this machine: each way to answer is told from the others."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.web.link_status import Answer, Asker, Verdict
from support.answering import Server, answering


@pytest.fixture
def server() -> Iterator[Server]:
    with answering() as made:
        yield made


def ask(address: str) -> Answer:
    return Asker("essai", seconds=0.5, pause=0.0).ask(address)


VERDICTS = {
    "/ok": Verdict.ALIVE,
    "/vide": Verdict.ALIVE,
    "/é?de=là": Verdict.ALIVE,
    "/absent": Verdict.MISSING,
    "/retire": Verdict.GONE,
    "/attendre": Verdict.BUSY,
    "/panne": Verdict.BROKEN,
    "/surcharge": Verdict.BROKEN,
    "/ferme": Verdict.CLOSED,
    "/identifiant": Verdict.CLOSED,
    "/lent": Verdict.LATE,
    "/coupe": Verdict.SILENT,
    "/boucle": Verdict.LOOP,
    "/soi": Verdict.LOOP,
    "/sans-fin/1": Verdict.LOOP,
    "/sans-but": Verdict.ALIVE,
    "/ailleurs": Verdict.ALIVE,
    "/ancien-mort": Verdict.MISSING,
    "/ancien-attendre": Verdict.BUSY,
    "/dehors": Verdict.SILENT,
    "/tete-refusee": Verdict.ALIVE,
    "/tete-absente": Verdict.ALIVE,
}


@pytest.mark.parametrize(("path", "verdict"), VERDICTS.items())
def test_each_answer_is_told_from_the_others(server: Server, path: str, verdict: Verdict) -> None:
    assert ask(server.address + path) == Answer(verdict)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/ancien", "/ok"),
        ("/ancien-308", "/ok"),
        ("/ancien-deux-fois", "/ok"),
        ("/ancien#haut", "/ok#haut"),
        # Only as far as it has moved for good.
        ("/ancien-puis-ailleurs", "/ailleurs"),
        ("/ailleurs-puis-ancien", ""),
    ],
)
def test_a_new_address_is_proposed_when_it_is_for_good(server: Server, path: str, new: str) -> None:
    expected = server.address + new if new else ""
    assert ask(server.address + path) == Answer(Verdict.ALIVE, expected)


def test_head_is_enough_for_what_answers_and_for_what_asks_to_wait(server: Server) -> None:
    ask(f"{server.address}/ok")
    ask(f"{server.address}/attendre")
    ask(f"{server.address}/absent")
    assert server.asked == [
        ("HEAD", "/ok"),
        ("HEAD", "/attendre"),
        ("HEAD", "/absent"),
        ("GET", "/absent"),
    ]


@pytest.mark.parametrize(
    "address", ["http://", "https://[", "http://127.0.0.1:nombre/", "http://a..b/", "data:x", ""]
)
def test_what_is_no_address_answers_nothing(address: str) -> None:
    assert ask(address) == Answer(Verdict.SILENT)


def test_a_port_where_nothing_listens_answers_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Answer(Verdict.SILENT)


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with answering(context) as server:
        assert ask(f"{server.address}/ok") == Answer(Verdict.UNSAFE)
        trusting = ssl.create_default_context(cafile=str(certificate))
        known = Asker("essai", seconds=2, pause=0.0, context=trusting)
        assert known.ask(f"{server.address}/ok") == Answer(Verdict.ALIVE)


def test_one_host_is_asked_once_a_second_and_another_at_once(server: Server) -> None:
    now, waits = [100.0], []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    asker = Asker("essai", seconds=2, wait=wait, clock=lambda: now[0])
    asker.ask(f"{server.address}/ancien")
    asker.ask(server.address.replace("127.0.0.1", "localhost") + "/ok")
    now[0] += 0.25
    asker.ask(f"{server.address}/ok")
    assert waits == [1.0, 0.75]
