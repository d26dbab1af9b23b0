"""Where prints are published."""

from __future__ import annotations

from journal.pictures.picture_addresses import Prints, hang, places_of

ONE, TWO = "assets/immutable/a-480.7692c3ad.webp", "assets/immutable/a-800.3fc4ccfe.webp"


def test_a_picture_keeps_its_address_where_feeds_may_name_it() -> None:
    assert places_of(["images/a.jpg"], ["images/a.jpg"]) == {"images/a.jpg": "images/a.jpg"}
    assert places_of(["images/a.heic"], ["images/a.heic"]) == {"images/a.heic": "images/a.jpg"}


def test_no_address_is_given_twice() -> None:
    paths = ["a.heic", "a.jpg", "a.png", "a.webp", "a-2.jpg", "a.pdf"]
    places = places_of(paths, paths[:-1])
    assert len(set(places.values())) == len(places) == 5
    kept = {path for path in paths if path.endswith((".jpg", ".png"))}
    assert {path for path, place in places.items() if place == path} == kept
    assert not set(places.values()) & (set(paths) - kept)
    assert places_of(reversed(paths), reversed(paths[:-1])) == places


def test_what_pages_and_feeds_are_told_of_a_picture() -> None:
    prints = Prints((700, 500), b"plain", ((480, b"one"), (700, b"two")))
    picture, files = hang(prints, "images/a.png")
    assert files == {ONE: b"one", TWO: b"two"}
    assert picture.webp == ((ONE, 480), (TWO, 700))
    assert picture.address == "images/a.png"
    assert (picture.media_type, picture.length) == ("image/png", 5)
    assert (picture.width, picture.height) == (700, 500)
