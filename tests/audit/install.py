"""The programs of the audit: Lighthouse, the Node it asks for, and both validators of the W3C.

Run as a script it installs what is missing into .cache/audit/: `make audit` does so before pytest.
Versions are held by package.json and package-lock.json, beside this file; that of the feed
validator, which cannot be had everywhere, by feed_validator.py.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

# Run as a script, it finds the other rooms of the tests beside its own.
sys.path.insert(0, str(Path(__file__).parents[1]))

from audit import feed_validator
from support import npm, packages

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / ".cache" / "audit"
MODULES = FOLDER / "node_modules"
NODE = MODULES / "node" / "bin" / "node"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Name of the program and of the package of Debian that holds it.
PROGRAMS = {"npm": "npm", "java": "default-jre-headless"}
# The servers for which there is a recipe.
SERVERS = {
    "nginx": "nginx",
    "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so": "libnginx-mod-http-brotli-static",
    "caddy": "caddy",
}
# Of Debian; elsewhere any will do that is there already.
FIREFOX = {"firefox": "firefox-esr"}


def version(package: str) -> str:
    """The version of a package of npm, as package.json holds it."""
    asked: dict[str, dict[str, str]] = json.loads((HERE / "package.json").read_text("utf-8"))
    return asked["dependencies"][package]


def install() -> None:
    """Install what is missing; `RuntimeError`, in French, when it cannot be."""
    npm.need(PROGRAMS)
    npm.install(HERE, FOLDER, NODE, LIGHTHOUSE, NU)


if __name__ == "__main__":
    try:
        install()
        if reason := packages.install(SERVERS):
            print(f"Les recettes pour nginx et Caddy ne seront pas essayées : {reason}.")
        if not shutil.which("firefox-esr") and (reason := packages.install(FIREFOX)):
            print(f"Les pages ne seront pas ouvertes dans Firefox : {reason}.")
        if reason := feed_validator.install():
            print(f"Les flux ne passeront pas au validateur du W3C : {reason}.")
    except RuntimeError as error:
        sys.exit(str(error))
