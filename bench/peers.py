"""What this site is held against: others that make a site of the same words.

Each is a project: a folder, the command that builds it, the folder it builds. All have the same
Markdown pages, with no more in their headers than all can read, and a layout of a few lines; but
Material, which has its own, its search and six entries of navigation. A peer that cannot be
installed is left out, and said to be.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.corpus import ROOT, write_pages

TOOLS = ROOT / ".cache" / "bench"
# Addresses and a day that do not depend on who measures: the pages go on until 2030. As at a desk,
# Python keeps what it has compiled of the hooks.
_NOT_OURS = ("SITE_URL", "REPO_URL", "PYTHONDONTWRITEBYTECODE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _NOT_OURS} | {
    "DISABLE_MKDOCS_2_WARNING": "true",
    "GIT_PYTHON_REFRESH": "quiet",
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1922400000",
}
NAVIGATION = ("index", "visites/index", "conseils/index", "guides/index", "themes/index")
_LAYOUT = '<!doctype html><html lang="fr"><title>{title}</title><main>{body}</main></html>\n'
_HEADER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """A site to build.

    Attributes:
        name: what it is built with, and its version.
        folder: where its command is run.
        command: what builds it.
        built: what it builds, under `folder`.
        served: what serves it on the port it is given, for those that are measured so.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    built: str = "site"
    served: Callable[[int], tuple[str, ...]] | None = None


def ours(folder: Path, *, pages: int) -> Project:
    """This site, whole: its gate, themes, feeds, search and cards."""
    write_pages(folder / "docs", pages=pages)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    return _of_mkdocs("Ce site", folder, "--dirty")


def material(folder: Path, *, pages: int) -> Project:
    """Material as it comes, with its search."""
    _write_plain(folder / "docs", pages=pages)
    config = {
        "site_name": "Material seul",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "tables", "pymdownx.tasklist", {"toc": {}}],
        "nav": [f"{name}.md" for name in (*NAVIGATION, "glossaire")],
        "validation": {"omitted_files": "ignore", "anchors": "ignore"},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    return _of_mkdocs(f"Material {_version('mkdocs-material')}", folder)


def others(folder: Path, *, pages: int) -> Iterator[Project]:
    """Zensical, Eleventy and Hugo, as far as they can be installed."""
    for name, write in (("zensical", _zensical), ("eleventy", _eleventy), ("hugo", _hugo)):
        program = _installed(name)
        if program is None:
            print(f"{name} ne s'installe pas ici : laissé de côté.", file=sys.stderr)
            continue
        (folder / name).mkdir(parents=True)
        yield write(folder / name, program, pages)


def _of_mkdocs(name: str, folder: Path, *options: str) -> Project:
    start = (sys.executable, "-m", "mkdocs")
    return Project(
        name,
        folder,
        (*start, "build", *options, "-q"),
        served=lambda port: (*start, "serve", *options, "-q", "--dev-addr", f"127.0.0.1:{port}"),
    )


def _zensical(folder: Path, program: Path, pages: int) -> Project:
    _write_plain(folder / "docs", pages=pages)
    (folder / "zensical.toml").write_text(
        '[project]\nsite_name = "Zensical"\nsite_url = "http://127.0.0.1:8000/"\n', "utf-8"
    )
    return Project(f"Zensical {_said(program)}", folder, (str(program), "build", "--clean"))


def _eleventy(folder: Path, program: Path, pages: int) -> Project:
    _write_plain(folder / "docs", pages=pages, layout="page.html")
    (folder / "docs/_includes").mkdir()
    layout = _LAYOUT.format(title="{{ title }}", body="{{ content }}")
    (folder / "docs/_includes/page.html").write_text(layout, "utf-8")
    (folder / "eleventy.config.js").write_text(
        'export const config = { dir: { input: "docs", output: "site" },'
        " markdownTemplateEngine: false };\nexport default () => {};\n",
        "utf-8",
    )
    (folder / "package.json").write_text('{"type": "module"}\n', "utf-8")
    return Project(f"Eleventy {_said(program)}", folder, (str(program), "--quiet"))


def _hugo(folder: Path, program: Path, pages: int) -> Project:
    _write_plain(folder / "content", pages=pages)
    # An `index.md` would make attachments of the pages beside it.
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    layout = _LAYOUT.format(title="{{ .Title }}", body="{{ .Content }}")
    for kind in ("single", "list"):
        (layouts / f"{kind}.html").write_text(layout, "utf-8")
    shutil.copy(layouts / "list.html", folder / "layouts/index.html")
    (folder / "hugo.toml").write_text(
        'baseURL = "http://127.0.0.1:8000/"\ntitle = "Hugo"\ndisableKinds = ["taxonomy", "term"]\n',
        "utf-8",
    )
    version = re.search(r"\d+\.\d+\.\d+", _said(program, "version"))
    name = f"Hugo {version[0] if version else ''}"
    return Project(name, folder, (str(program), "--quiet", "--destination", "site"))


def _write_plain(docs: Path, *, pages: int, layout: str = "") -> None:
    """The same pages, with a header that says their title alone, and what lays them out."""
    write_pages(docs, pages=pages)
    for path in docs.rglob("*.yml"):
        path.unlink()
    for path in docs.rglob("*.md"):
        text = path.read_text("utf-8")
        header = _HEADER.search(text)
        title = _TITLE.search(header[0]) if header else None
        lines = [title[0] if title else f"title: {path.stem}"]
        lines += [f"layout: {layout}"] if layout else []
        body = text[header.end() :] if header else text
        path.write_text("---\n{}\n---\n{}".format("\n".join(lines), body), "utf-8")


def _installed(name: str) -> Path | None:
    """A program, installed in a folder of its own the first time."""
    if name == "eleventy":
        program = TOOLS / "node_modules/.bin/eleventy"
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        commands = [[*command, "--prefix", str(TOOLS), "@11ty/eleventy"]]
    else:
        program = TOOLS / f"{name}/bin/{name}"
        pip = [str(TOOLS / f"{name}/bin/python"), "-m", "pip", "install", "--quiet", name]
        commands = [[sys.executable, "-m", "venv", str(TOOLS / name)], pip]
    TOOLS.mkdir(parents=True, exist_ok=True)
    for command in commands if not program.exists() else ():
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            return None
    return program if program.exists() else None


def _said(program: Path, *arguments: str) -> str:
    """What a program says of its version."""
    command = [str(program), *(arguments or ("--version",))]
    return (
        subprocess.run(command, capture_output=True, encoding="utf-8").stdout.split(",")[0].strip()
    )


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
