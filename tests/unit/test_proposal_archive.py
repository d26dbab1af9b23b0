"""A proposal as a ZIP that anybody may have made: pages, settings and the ledger, within limits."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.maintenance import proposal_archive
from journal.maintenance.proposal_archive import RefusedError, unpacked

SOUND = {"docs/visites/atao.md": b"un", "mkdocs.yml": b"deux", "adresses.txt": b"trois"}


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return target.getvalue()


def linked(name: str, mode: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    return member


def test_pages_settings_and_ledger_are_taken() -> None:
    names = {"docs/images/à côté (1).jpg": b"x", "docs/...md": b"y", **SOUND}
    assert unpacked(packed(("docs/", b""), *names.items())) == names


@pytest.mark.parametrize(
    "name",
    [
        "hooks/a.py",
        "docs",
        "../docs/a.md",
        "docs/../a.md",
        "docs/a/../b.md",
        "docs/..",
        "docs/./a.md",
        "docs//a.md",
        "/docs/a.md",
        "C:/docs/a.md",
        "docs\\..\\a.md",
        "docs/a\\..\\b.md",
        "docs/C:a.md",
        ".github/workflows/x.yml",
        "mkdocs.yml/a",
        f"docs/{'x' * 300}.md",
    ],
)
def test_anything_else_is_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        unpacked(packed((name, b""), *SOUND.items()))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK])
def test_what_is_no_plain_file_is_refused(kind: int) -> None:
    with pytest.raises(RefusedError):
        unpacked(packed((linked("docs/a.md", kind | 0o777), b"/etc/passwd")))


def test_a_file_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed(("docs/a.md", b"1"), ("docs/a.md", b"2"))
    with pytest.raises(RefusedError, match="deux fois"):
        unpacked(content)


def test_what_is_heavy_once_opened_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="trop lourds"):
        unpacked(packed(("docs/a.md", bytes(proposal_archive.MOST_FILE + 1))))
    monkeypatch.setattr(proposal_archive, "MOST_BYTES", 10)
    assert unpacked(packed(("docs/a.md", bytes(10))))
    with pytest.raises(RefusedError, match="trop lourds"):
        unpacked(packed(("docs/a.md", bytes(6)), ("docs/b.md", bytes(6))))


def test_too_many_files_are_refused() -> None:
    files = ((f"docs/{number}.md", b"") for number in range(proposal_archive.MOST_FILES + 1))
    with pytest.raises(RefusedError, match="fichiers"):
        unpacked(packed(*files))


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=200), st.binary(max_size=8))
def test_whatever_is_sent_it_is_taken_or_refused(noise: bytes, place: int, spoilt: bytes) -> None:
    sound = packed(*SOUND.items())
    for content in (noise, sound[:place] + spoilt + sound[place + len(spoilt) :], sound[:place]):
        try:
            taken = unpacked(content)
        except RefusedError:
            continue
        assert set(taken) <= set(SOUND)
