"""The map of the visits: which places it shows, where, and that nothing on it hides anything."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.pages.map_names import Box
from journal.pages.visit_map import FEWEST, WIDTH, Map, Place, map_of
from support.journals import journal, visit

# Slug to commune and coordinates; five places.
AROUND = {
    "quai": ("Nantes", "47.2065, -1.5645"),
    "port": ("Saint-Nazaire", "47.2735, -2.2138"),
    "vigne": ("Clisson", "47.0870, -1.2800"),
    "foret": ("Châteaubriant", "47.7180, -1.3760"),
    "lac": ("Saint-Philbert-de-Grand-Lieu", "47.0350, -1.6400"),
}
TREES = [visit(slug, lieu=place, coordonnees=where) for slug, (place, where) in AROUND.items()]


def drawn(*trees: dict[str, str], today: date = date(2026, 6, 15)) -> Map | None:
    return map_of(journal(*trees, today=today).held)


def five(*trees: dict[str, str], today: date = date(2026, 6, 15)) -> Map:
    found = drawn(*TREES, *trees, today=today)
    assert found
    return found


def numbered(found: Map) -> list[str]:
    return [" ".join(visit.slug for visit in place.visits) for place in found.places]


def test_fewer_than_five_places_make_no_map() -> None:
    assert FEWEST == 5
    assert drawn() is None
    assert drawn(*TREES[:4]) is None
    assert drawn(*TREES[:4], visit("sans", lieu="Rezé")) is None
    assert drawn(*TREES) is not None


def test_places_are_numbered_from_the_west() -> None:
    found = five()
    assert numbered(found) == ["port", "lac", "quai", "foret", "vigne"]
    assert [mark.label for mark in found.marks] == ["1", "2", "3", "4", "5"]
    assert [place.commune for place in found.places][:2] == [
        "Saint-Nazaire",
        "Saint-Philbert-de-Grand-Lieu",
    ]


def test_north_is_up_and_distances_are_to_scale() -> None:
    found = five()
    places = {place.visits[0].slug: place for place in found.places}
    assert min(places.values(), key=lambda place: place.y) is places["foret"]
    assert max(places.values(), key=lambda place: place.y) is places["lac"]
    # 49.5 km from the quay to the port and 58.6 to the forest, as the crow flies.
    length, label = found.scale
    assert label == "20 km"
    for slug, kilometres in {"port": 49.5, "foret": 58.6}.items():
        x, y = places[slug].x - places["quai"].x, places[slug].y - places["quai"].y
        assert (x * x + y * y) ** 0.5 / length * 20 == pytest.approx(kilometres, rel=0.01)


def test_visits_to_the_same_place_share_a_mark() -> None:
    """A hundred metres apart, they are: several people do not click on the same point."""
    again = visit("encore", lieu="Nantes", coordonnees="47.20655, -1.56455", date="2026-03-21")
    found = five(again)
    assert numbered(found)[2] == "quai encore"
    assert [visit.slug for visit in found.marks[2].visits] == ["quai", "encore"]
    assert drawn(*TREES[:4], again) is None  # Four places still.


def test_places_with_no_room_apart_are_numbered_around_their_points() -> None:
    found = five(visit("gare", lieu="Nantes", coordonnees="47.2175, -1.5420"))
    assert [mark.label for mark in found.marks] == ["1", "2", "3", "4", "5", "6"]
    away = {
        mark.visits[0].slug: dist((mark.box.x, mark.box.y), at(mark.places[0]))
        for mark in found.marks
    }
    assert [slug for slug, far in away.items() if far] == ["gare", "quai"]
    assert max(away.values()) < 90
    assert [place.visits[0].slug for _, place in found.lines] == [*away]


def test_many_places_with_no_room_share_marks_and_keep_their_numbers() -> None:
    many = [visit(f"v-{rank}", coordonnees=f"47.2{rank:02}0, -1.5500") for rank in range(50)]
    found = five(*many)
    assert len(found.places) == 55
    assert len(found.marks) < 15
    [several] = [mark for mark in found.marks if mark.first <= 30 <= mark.last]
    assert several.label == f"{several.first}–{several.last}"
    assert len(several.visits) == several.last - several.first + 1
    # Fifty-five lines would hide one another, and the marks.
    assert found.lines == ()


def test_in_a_crowd_no_mark_swallows_all() -> None:
    """A town of thirty places, and one far from it, which leaves it little of the frame."""
    spread = [(1500 + 383 * rank % 1500, 4500 + 531 * rank % 2000) for rank in range(30)]
    town = [visit(f"v-{x}", coordonnees=f"47.{y}, -1.{x}") for y, x in spread]
    found = drawn(*town, visit("loin", coordonnees="47.2735, -2.2138"))
    assert found
    assert max(len(mark.places) for mark in found.marks) <= 12
    # A mark of several stands amid its places: only what is alone is tied to its point.
    assert {len(mark.places) for mark, _ in found.lines} == {1}


def at(place: Place) -> tuple[float, float]:
    return place.x, place.y


def test_only_what_was_visited_is_on_it() -> None:
    """Neither what is announced, nor what was cancelled, nor what was presented elsewhere."""
    where = {"lieu": "Angers", "coordonnees": "47.4784, -0.5632"}
    others = (
        visit("presentee", lors_de="quai", **where),
        visit("prevue", visite_le="2026-09-05", **where),
        visit("nulle", visite_le="2026-04-05", annulee="2026-03-30", **where),
    )
    found = five(*others)
    assert len(found.places) == 5
    assert found == five()
    # The day after it, what was announced has been held.
    assert len(five(*others, today=date(2026, 9, 6)).places) == 6


def test_each_commune_is_named_once_where_there_is_room() -> None:
    found = five(
        visit("sud", lieu="nantes", coordonnees="47.1600, -1.5000"),
        visit("ou", coordonnees="47.5000, -2.0000"),
    )
    names = [name.text for name in found.communes]
    assert names == ["Nantes", *sorted(names[1:], key=len, reverse=True)]
    assert sorted(names) == sorted(place for place, _ in AROUND.values())


def test_a_name_without_room_is_left_to_the_list() -> None:
    long = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"
    found = five(visit("loin", lieu=long, coordonnees="47.4784, -0.5632"))
    assert long not in [name.text for name in found.communes]
    assert long in [place.commune for place in found.places]


def test_the_order_of_the_pages_changes_nothing() -> None:
    assert drawn(*reversed(TREES)) == five()


@pytest.mark.parametrize(
    ("step", "label"),
    [(0.0014, "200 m"), (0.01, "2 km"), (0.1, "20 km"), (1.0, "200 km"), (9.0, "2000 km")],
)
def test_the_scale_suits_the_distances(step: float, label: str) -> None:
    trees = [
        visit(f"v-{rank}", coordonnees=f"{rank * step:.4f} N, {1 + rank * step:.4f} E")
        for rank in range(1, 6)
    ]
    found = drawn(*trees)
    assert found
    length, said = found.scale
    assert said == label
    assert WIDTH / 9 < length <= WIDTH / 3


WITHIN_FRANCE = st.tuples(st.floats(42, 51), st.floats(-5, 9))
ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
NEAR = st.tuples(st.floats(47.15, 47.25), st.floats(-1.65, -1.5))
COMMUNES = st.sampled_from(["Nantes", "Rezé", "Saint-Sébastien-sur-Loire", None])


@settings(max_examples=60)
@given(st.lists(st.tuples(WITHIN_FRANCE | NEAR | ANYWHERE, COMMUNES), min_size=5, max_size=30))
def test_nothing_hides_anything(places: list[tuple[tuple[float, float], str | None]]) -> None:
    trees = [
        visit(
            f"v-{rank}",
            lieu=commune,
            coordonnees=f"{abs(where[0]):.4f} {'N' if where[0] >= 0 else 'S'},"
            f" {abs(where[1]):.4f} {'E' if where[1] >= 0 else 'O'}",
        )
        for rank, (where, commune) in enumerate(places)
        if any(map(round, where))
    ]
    found = drawn(*trees)
    if found is None:
        return
    boxes = [*(mark.box for mark in found.marks), *(name.box for name in found.communes)]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    for box in boxes:
        assert box.x - box.width / 2 > 0
        assert box.x + box.width / 2 < WIDTH
        assert box.y - box.height / 2 > 0
        assert box.y + box.height / 2 < found.height
    assert [n for m in found.marks for n in range(m.first, m.last + 1)] == [
        *range(1, len(found.places) + 1)
    ]


def overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )
