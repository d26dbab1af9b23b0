"""A Chromium that really starts: found on this machine, or installed.

Run as a module it installs one if need be and prints its path: `make test` does so before pytest.
Fixtures call `find`, which never installs anything. Both start each candidate with Playwright's
synchronous API to prove it, so call neither while that API is already in use.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

# The shell first: the same engine without the windows of a desktop, which are half of the cost.
SHELL = "chromium-headless-shell"
ON_PATH = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # The shell would make letters wider than readers have them.
    "--font-render-hinting=none",
)
IS_ROOT = os.geteuid() == 0


def launch_arguments() -> list[str]:
    """Arguments for every start: only what a page asks for goes through the network."""
    # Chromium's sandbox refuses to run as root, and continuous integration often forbids it.
    return [*QUIET, "--no-sandbox"] if IS_ROOT or os.environ.get("CI") else list(QUIET)


def find(tried: list[str] | None = None) -> Path | None:
    """The first browser of this machine that starts; failures are added to `tried`, in French."""
    with started([] if tried is None else tried) as found:
        return found[1] if found else None


@contextlib.contextmanager
def started(failures: list[str]) -> Iterator[tuple[Browser, Path] | None]:
    """The same, running until the block ends, and where it is."""
    with contextlib.ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception as error:  # It has no type of its own.
            failures.append(f"Playwright ne démarre pas : {error}")
            yield None
            return
        for path in _candidates(Path(playwright.chromium.executable_path)):
            try:
                browser = playwright.chromium.launch(
                    executable_path=path, args=launch_arguments(), timeout=30_000
                )
                stack.callback(browser.close)
                with browser.new_page() as page:
                    page.goto("about:blank")
            except Error as error:
                failures.append(f"{path} ne démarre pas : {error.message.strip().splitlines()[0]}")
            else:
                yield browser, path
                return
        yield None


def find_or_install() -> Path:
    """As `find`; else Playwright's own download, else Debian's package.

    Raises `RuntimeError`, which lists in French all that was tried, when no browser starts.
    """
    tried: list[str] = []
    if found := find(tried):
        return found
    for name, seconds, command in _installers():
        print(f"Aucun navigateur ne démarre encore. Installation : {name}…", flush=True)
        if failure := _run(command, seconds):
            tried.append(f"{name} : {failure}")
        elif found := find(tried):
            return found
    raise RuntimeError(
        "Les tests ont besoin d’un navigateur Chromium, et aucun n’a pu démarrer.\n"
        + "".join(f"  - {line}\n" for line in dict.fromkeys(tried))
        + "Installez Chromium ou Google Chrome, puis recommencez.\n"
        + "Debian : sudo apt-get install chromium libatomic1"
    )


def _candidates(downloaded: Path) -> Iterator[Path]:
    yield from (Path(found) for name in ON_PATH if (found := shutil.which(name)))
    yield from (path for path in (*map(Path, ON_MACOS), downloaded) if path.exists())


def _installers() -> Iterator[tuple[str, int, list[str]]]:
    """Each way to get a browser: its name in French, time limit in seconds and command."""
    download = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    yield "téléchargement par Playwright", 300, download
    if shutil.which("apt-get") and (IS_ROOT or shutil.which("sudo")):
        # libatomic1: Playwright's own engine needs it, and a bare Debian does not have it.
        for package in (SHELL, "chromium"):
            install = f"DEBIAN_FRONTEND=noninteractive apt-get -qqy install {package} libatomic1"
            script = ["sh", "-c", f"apt-get -qq update && {install} >/dev/null"]
            yield f"paquet {package} de Debian", 600, script if IS_ROOT else ["sudo", "-n", *script]


def _run(command: list[str], seconds: int) -> str | None:
    """Run an installer and whatever it starts; its failure in French, or None."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"abandonné au bout de {seconds} secondes"
    finally:  # Also on Ctrl-C: nothing it started may outlive it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    return f"échec (code {code})" if code else None


if __name__ == "__main__":
    try:
        print(f"Navigateur des tests : {find_or_install()}")
    except RuntimeError as error:
        sys.exit(str(error))
