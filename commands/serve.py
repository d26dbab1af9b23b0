"""The site on this machine, reloaded at each change: `make serve`, or `make serve PORT=8001`.

MkDocs would build everything before it found the port taken, then stop on a traceback. What
`--dirty` would miss, `hooks/rebuild_what_changed.py` does not.
Exit status: 1, that port cannot be had; 2, not a port; else what MkDocs says.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"


def main(arguments: list[str]) -> int:
    """Become `mkdocs serve`, unless the port cannot be had: then say so, in one sentence."""
    asked = arguments[0]
    if asked not in map(str, range(1, 65_536)):
        return _refuse(2, f"« {asked} » n'est pas un numéro de port : écrivez {_example(8000)}.")
    port = int(asked)
    with socket.socket() as probe:
        # As MkDocs opens it: a port that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            other = 8001 if port != 8001 else 8002
            return _refuse(1, f"Le port {port} n'est pas libre : essayez {_example(other)}.")
    here = Path(__file__).parent
    mkdocs = [sys.executable, str(here / "run.py"), str(here / "run_mkdocs.py")]
    command = [*mkdocs, "serve", "--dirty", "--dev-addr", f"{HOST}:{port}"]
    return os.execv(sys.executable, command)


def _example(port: int) -> str:
    return f"par exemple « make serve PORT={port} »"


def _refuse(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
