"""Where prints are published."""

from __future__ import annotations

from journal.pictures.gallery import Prints, hang, places_of


def test_a_picture_keeps_its_address_and_its_widths_are_beside_it() -> None:
    [place] = places_of(["images/a.jpg"], ["images/a.jpg"]).values()
    assert place.plain == "images/a.jpg"
    assert place.webp == ("images/a-480.webp", "images/a-800.webp", "images/a-1200.webp")
    assert not place.is_png


def test_no_address_is_given_twice() -> None:
    paths = ["a.heic", "a.jpg", "a.png", "a.webp", "a-480.webp", "a-2-800.webp", "a.pdf"]
    places = places_of(paths, paths[:-1])
    given = [address for place in places.values() for address in (place.plain, *place.webp)]
    assert len(given) == len(set(given)) == 24
    kept = {path for path in paths if path.endswith((".jpg", ".png"))}
    assert {path for path, place in places.items() if place.plain == path} == kept
    assert not set(given) & (set(paths) - kept)
    assert places_of(reversed(paths), reversed(paths[:-1])) == places


def test_what_pages_and_feeds_are_told_of_a_picture() -> None:
    [place] = places_of(["a.png"], ["a.png"]).values()
    prints = Prints((700, 500), b"plain", ((480, b"one"), (700, b"two")))
    picture, files = hang(prints, place)
    assert files == {"a-480.webp": b"one", "a-800.webp": b"two"}
    assert picture.webp == (("a-480.webp", 480), ("a-800.webp", 700))
    assert (picture.address, picture.media_type, picture.length) == ("a.png", "image/png", 5)
    assert (picture.width, picture.height) == (700, 500)
