"""What was measured, against what is aimed at: `RESULTS.md`, and the drawing of README.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from bench.readers import Readers
from bench.timing import Cost
from bench.weight import Weight

HERE = Path(__file__).parent
OURS = {"cold": "Ce site, caches vides", "warm": "Ce site, une page changée"}
_BAR, _STEP, _LEFT = 420, 30, 200


@dataclass(frozen=True)
class Run:
    """One size, measured.

    Attributes:
        size: how many pages.
        costs: medians of builds: `cold` and `warm` are this site's, others bear a peer's name.
        previews: of `ours` and of `material`, seconds from the start to the first page, then from a
            save to the page that has it.
        material: the name of the peer that ratios are to.
        first: seconds of the first build, which draws the cards.
        weight, readers: this site's.
    """

    size: int
    costs: Mapping[str, Cost]
    previews: Mapping[str, tuple[float, ...]]
    material: str
    first: float
    weight: Weight
    readers: Readers

    def ratio(self, name: str) -> float:
        """How many times Material's time a build takes."""
        return self.costs[name].wall / self.costs[self.material].wall

    def preview_ratio(self, step: int) -> float:
        """The same of a preview: 0, until its first page; 1, from a save to the page."""
        return self.previews["ours"][step] / self.previews["material"][step]


@dataclass(frozen=True)
class Goal:
    """One figure and the most that it may be."""

    name: str
    found: float
    most: float
    unit: str = ""

    @property
    def is_held(self) -> bool:
        """Whether it is within its limit, before any rounding."""
        return self.found <= self.most

    def __str__(self) -> str:
        """« … : 0,85 (au plus 0,90), tenu », on one line."""
        unit, verdict = f" {self.unit}" if self.unit else "", "tenu" if self.is_held else "DÉPASSÉ"
        return f"{self.name} : {_said(self.found)}{unit} (au plus {_said(self.most)}), {verdict}"


def goals_of(runs: Sequence[Run]) -> list[Goal]:
    """Every goal that these runs can tell of."""
    by_size = {run.size: run for run in runs}
    found = [goal for run in runs for goal in _of_size(run)]
    if 1_000 in by_size and 5_000 in by_size:
        found += _growth(by_size[1_000], by_size[5_000])
    return found


def _of_size(run: Run) -> Iterator[Goal]:
    at, lists, memory = f"À {run.size} pages, ", {1_000: 45, 5_000: 60}, {1_000: 220, 5_000: 600}
    if run.size == 1_000:
        yield Goal(f"{at}construire, caches vides, face à Material", run.ratio("cold"), 0.9)
        yield Goal(f"{at}construire, une page changée, face à Material", run.ratio("warm"), 0.3)
        yield Goal(f"{at}servir ce qu'on enregistre, face à Material", run.preview_ratio(1), 0.15)
        yield Goal(f"{at}servir la première page, face à Material", run.preview_ratio(0), 0.5)
        cards = run.first - run.costs["cold"].wall
        yield Goal(f"{at}dessiner toutes les vignettes", cards, 12, "s")
        yield Goal(f"{at}une vignette, en moyenne", run.weight.card, 20, "ko")
        yield Goal(f"{at}le site sur le disque", run.weight.site, 60, "Mo")
    if run.size in memory:
        yield Goal(f"{at}mémoire au plus haut", run.costs["cold"].memory, memory[run.size], "Mo")
        heaviest = run.weight.heaviest_list
        yield Goal(f"{at}la liste la plus lourde, compressée", heaviest, lists[run.size], "ko")


def _growth(small: Run, large: Run) -> Iterator[Goal]:
    """The exponents: 1 when five times more pages cost five times more."""
    for name, most, before, after in (
        ("temps", 1.0, small.costs["cold"].user, large.costs["cold"].user),
        ("mémoire", 0.8, small.costs["cold"].memory, large.costs["cold"].memory),
        ("poids du site", 1.0, small.weight.site, large.weight.site),
    ):
        exponent = log(after / before) / log(large.size / small.size)
        yield Goal(f"Exposant de {small.size} à {large.size} pages : {name}", exponent, most)


def write(runs: Sequence[Run]) -> list[Goal]:
    """Write the results and the drawing; return the goals."""
    goals = goals_of(runs)
    said = (
        "Écrit par `make bench` ; le site entier (vérification, thèmes, flux, recherche), les "
        "mêmes mots pour tous, des constructions qui alternent, des médianes. Le temps d'une "
        "machine ne dit rien d'une autre : comptent les rapports. Ici : "
        f"{os.cpu_count()} cœurs, pour {_said(os.getloadavg()[2])} tâches en moyenne pendant le "
        f"dernier quart d'heure, Python {platform.python_version()} ; au-delà d'une tâche, les "
        "secondes de calcul en disent plus que les autres.\n"
    )
    parts = [
        "# Ce que coûte la construction\n",
        said,
        *(_table(run) for run in runs),
        *(["## Ce qui est visé\n", *(f"- {goal}." for goal in goals), ""] if goals else []),
    ]
    (HERE / "RESULTS.md").write_text("\n".join(parts), "utf-8")
    (HERE / "results.svg").write_text(
        _drawing(max(runs, key=lambda run: run.size == 1_000)), "utf-8"
    )
    return goals


def _table(run: Run) -> str:
    rows = [
        f"## {run.size} pages\n",
        "| | secondes | face à Material | secondes de calcul | mémoire (Mo) |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, cost in run.costs.items():
        figures = (cost.wall, run.ratio(name), cost.user, cost.memory)
        rows.append(f"| {OURS.get(name, name)} | {' | '.join(map(_said, figures))} |")
    (start, save), (other_start, other_save) = run.previews["ours"], run.previews["material"]
    previews = (
        f"Aperçu, première page : {_said(start)} s, Material {_said(other_start)} s ; de "
        f"l'enregistrement à la page : {_said(save)} s, Material {_said(other_save)} s.\n"
    )
    readers = (
        f"Qui lit reçoit {_said(run.readers.view)} ko pour une première page, puis "
        f"{_said(run.readers.search)} ko pour une première recherche, dont les résultats viennent "
        f"ensuite en {_said(run.readers.answer)} ms.\n"
    )
    return "\n".join((*rows, "", previews, readers))


def _drawing(run: Run) -> str:
    """One bar a site, as long as its build; told in words as well."""
    most = max(cost.wall for cost in run.costs.values())
    told = ", ".join(f"{OURS.get(n, n)} {_said(c.wall)} s" for n, c in run.costs.items())
    height = _STEP * len(run.costs) + 10
    bars = []
    for rank, (name, cost) in enumerate(run.costs.items()):
        y, width = 5 + _STEP * rank, max(_BAR * cost.wall / most, 1)
        colour = "#0b6e4f" if name in OURS else "#8a8f98"
        bars.append(
            f'<text x="{_LEFT - 8}" y="{y + 16}" text-anchor="end">{OURS.get(name, name)}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{width:.0f}" height="22" fill="{colour}"/>'
            f'<text x="{_LEFT + width + 6:.0f}" y="{y + 16}">{_said(cost.wall)} s</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" role="img" '
        'font-family="sans-serif" font-size="14" fill="#57606a">'
        f"<title>Construire {run.size} pages : {told}</title>{''.join(bars)}</svg>\n"
    )


def _said(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.2f}".replace(".", ",")
