"""The Makefile where something is missing: a free port, the network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.building import ROOT, link_code

# Nothing listens there; no setting of this machine may send pip elsewhere.
NO_NETWORK = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_RETRIES": "0",
}


def make(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run make, with the tools already installed; the first line said is ours."""
    return subprocess.run(
        ("make", *arguments),
        cwd=cwd,
        env=os.environ | environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Makefile and what `make serve` calls, in a .venv that is this very Python."""
    link_code(tmp_path, "commands", "hooks")
    shutil.copy2(ROOT / "Makefile", tmp_path)
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (tmp_path / ".venv/.python").touch()
    (tmp_path / "requirements.txt").write_text(
        f"paquet-d-essai==1.0 --hash=sha256:{'0' * 64}\n", "utf-8"
    )
    return tmp_path


def test_a_port_that_is_taken_is_said_in_one_sentence(checkout: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = make("--assume-old=.venv/.site", "serve", f"PORT={port}", cwd=checkout)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        f"Le port {port} n'est pas libre : essayez par exemple « make serve PORT=8001 »."
    )
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "8000 ; true"])
def test_what_is_no_port_is_said_too(checkout: Path, port: str) -> None:
    done = make("--assume-old=.venv/.site", "serve", f"PORT={port}", cwd=checkout)
    assert done.returncode != 0
    assert done.stderr.startswith(
        f"« {port} » n'est pas un numéro de port : écrivez par exemple « make serve PORT=8000 »."
    )


def test_without_a_network_set_up_ends_on_what_to_do(checkout: Path) -> None:
    done = make("check", cwd=checkout, **NO_NETWORK)
    assert done.returncode != 0
    assert "No matching distribution found for paquet-d-essai" in done.stderr
    said = done.stderr.splitlines()
    assert (
        "L’installation n’a pas abouti : vérifiez que cette machine est reliée à Internet, puis "
        "relancez la même commande."
    ) in said
    assert not (checkout / ".venv/.site").exists()
