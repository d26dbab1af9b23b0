"""Pictures that are not what they seem: damaged, endless, or small files of huge pictures."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from support.pictures import BLUE, FORMS, RED, exif, picture, png_chunk, saved, scene

SUFFIXES = {form: f".{form.lower()}" for form in FORMS} | {"JPEG": ".jpg"}
_IHDR = slice(12, 33)
# A mask of bytes to change in a picture, and the picture so changed.
Change = Callable[[random.Random, bytearray], bytes]


def every_damage() -> dict[str, bytes]:
    """Name of a file to what it holds: each trouble that is known, in each form."""
    found = dict(_in_every_form())
    found |= {f"{name}.jpg": data for name, data in _jpegs()}
    found |= {f"{name}.png": data for name, data in _pngs()}
    found |= {f"{name}.gif": data for name, data in _gifs()}
    return found | dict(_boxes())


def mutants(count: int, chance: random.Random) -> dict[str, bytes]:
    """Pictures changed at random: bytes flipped, cut, doubled, taken from another form."""
    samples = [
        (form, data)
        for form in FORMS
        for data in (
            picture(
                form, size=(96, 64), **({} if form == "GIF" else {"exif": exif(position=True)})
            ),
            saved(scene(160, 120), form),
            *([] if form in ("JPEG", "HEIC") else [_moving(form)]),
        )
    ]
    samples += [
        ("JPEG", saved(scene(160, 120), progressive=True)),
        ("JPEG", picture("JPEG", "CMYK")),
        ("PNG", picture("PNG", "P")),
        ("PNG", picture("PNG", "I;16")),
        ("PNG", picture("PNG", "RGBA", size=(64, 64))),
        ("WEBP", picture("WEBP", "RGBA", lossless=True)),
    ]
    found: dict[str, bytes] = {}
    for rank in range(count):
        form, data = chance.choice(samples)
        changed = bytearray(data)
        for _ in range(chance.randint(1, 2)):
            changed = bytearray(chance.choice(_CHANGES)(chance, changed))
        found[f"mutant-{rank}{SUFFIXES[form]}"] = bytes(changed)
    return found


def _flipped(chance: random.Random, data: bytearray) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _flipped_head(chance: random.Random, data: bytearray) -> bytes:
    data[chance.randrange(min(len(data), 200))] = chance.choice((0, 1, 0x7F, 0xFF))
    return bytes(data)


def _zeroed(chance: random.Random, data: bytearray) -> bytes:
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 64), len(data) - start)
    data[start : start + length] = bytes(length)
    return bytes(data)


def _without_a_part(chance: random.Random, data: bytearray) -> bytes:
    start = chance.randrange(len(data))
    return bytes(data[:start] + data[start + chance.randint(1, 30) :]) or b"\0"


def _cut(chance: random.Random, data: bytearray) -> bytes:
    return bytes(data[: chance.randint(1, len(data))])


def _doubled(chance: random.Random, data: bytearray) -> bytes:
    start = chance.randrange(len(data))
    return bytes(data[: start + chance.randint(1, 40)] + data[start:])


_CHANGES: tuple[Change, ...] = (_flipped, _flipped_head, _zeroed, _without_a_part, _cut, _doubled)


def _moving(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, BLUE, "white")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:])


def _in_every_form() -> Iterator[tuple[str, bytes]]:
    for form in FORMS:
        end, plain = SUFFIXES[form], saved(scene(160, 120), form)
        name, half = form.lower(), len(plain) // 2
        yield f"{name}-entier{end}", plain
        yield f"{name}-vide{end}", b""
        yield f"{name}-coupe{end}", plain[:half]
        yield f"{name}-sans-fin{end}", plain[:-3]
        yield f"{name}-troue{end}", plain[:half] + bytes(40) + plain[half + 40 :]
        yield f"{name}-brouille{end}", plain[:half] + b"\xa5" * 40 + plain[half + 40 :]
        yield f"{name}-double{end}", plain + plain
        yield f"{name}-puis-pdf{end}", plain + b"%PDF-1.4 fin"
        yield f"pdf-puis-{name}{end}", b"%PDF-1.4\n" + plain


def _jpegs() -> Iterator[tuple[str, bytes]]:
    plain, slow = saved(scene(160, 120)), saved(scene(160, 120), progressive=True)
    frame = plain.index(b"\xff\xc0") + 5
    scan = plain.index(b"\xff\xda")
    for name, size in {"zero": (0, 0), "large": (0xFFFF, 0xFFFF), "haut": (0xFFFF, 160)}.items():
        yield f"jpeg-{name}", plain[:frame] + struct.pack(">HH", *size) + plain[frame + 4 :]
    yield "jpeg-sans-pixels", plain[:scan] + b"\xff\xd9"
    yield "jpeg-coupe-puis-fini", plain[: len(plain) // 2] + b"\xff\xd9"
    yield "jpeg-sans-tables", plain.replace(b"\xff\xc4", b"\xff\xe5")
    yield "jpeg-arithmetique", plain.replace(b"\xff\xc0", b"\xff\xc9", 1)
    yield "jpeg-douze-bits", plain[: frame - 1] + b"\x0c" + plain[frame:]
    yield "jpeg-sans-perte", plain.replace(b"\xff\xc0", b"\xff\xc3", 1)
    yield "jpeg-progressif-coupe", slow[: len(slow) // 2] + b"\xff\xd9"
    start = slow.rindex(b"\xff\xda")
    yield "jpeg-mille-passes", slow[:-2] + slow[start:-2] * 1000 + b"\xff\xd9"
    yield "jpeg-remplissage", plain[:2] + b"\xff" * 2_000_000 + plain[2:]
    yield "jpeg-miettes", plain[:2] + b"\xff\xe5\0\x02" * 500_000 + plain[2:]
    loop = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    yield "jpeg-exif-en-boucle", with_segment(0xE1, loop, plain)
    yield "jpeg-page", with_segment(0xFE, b"--><script>alert(1)</script>", plain)
    yield "jpeg-cmyk", picture("JPEG", "CMYK")
    yield "jpeg-nomme-ainsi", picture("PNG")


def with_segment(marker: int, content: bytes, plain: bytes) -> bytes:
    """A JPEG with one more segment, right after its beginning."""
    length = (len(content) + 2).to_bytes(2, "big")
    return plain[:2] + bytes([0xFF, marker]) + length + content + plain[2:]


def _pngs() -> Iterator[tuple[str, bytes]]:
    plain = picture("PNG", size=(96, 64))

    def headed(
        width: int = 96, height: int = 64, depth: int = 8, colours: int = 2, lacing: int = 0
    ) -> bytes:
        header = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, lacing)
        return plain[:8] + png_chunk(b"IHDR", header) + plain[33:]

    yield "png-crc-faux", plain[:29] + b"\0\0\0\0" + plain[33:]
    yield "png-crc-des-pixels-faux", plain[:-16] + b"\0\0\0\0" + plain[-12:]
    yield "png-zero", headed(0, 0)
    yield "png-large", headed(0xFFFF, 0xFFFF)
    yield "png-immense", headed(0x7FFFFFFF, 0x7FFFFFFF)
    yield "png-trop-haut", headed(height=640)
    yield "png-moins-haut", headed(height=32)
    yield "png-trop-large", headed(width=960)
    yield "png-seize-bits", headed(depth=16)
    yield "png-un-bit", headed(depth=1)
    yield "png-sept-bits", headed(depth=7)
    yield "png-palette-absente", headed(colours=3)
    yield "png-couleurs-inconnues", headed(colours=5)
    yield "png-entrelace", headed(lacing=1)
    yield "png-sans-pixels", plain[:33] + png_chunk(b"IEND", b"")
    yield "png-pixels-vides", plain[:33] + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")
    yield "png-pas-deflate", plain[:33] + png_chunk(b"IDAT", b"non") + png_chunk(b"IEND", b"")
    yield "png-deux-entetes", plain[:33] + png_chunk(b"IHDR", headed(5, 5)[16:29]) + plain[33:]
    much = zlib.compress(bytes(20_000_000))
    yield "png-bombe-de-texte", plain[:33] + png_chunk(b"zTXt", b"a\0\0" + much) + plain[33:]
    yield "png-bombe-de-profil", plain[:33] + png_chunk(b"iCCP", b"a\0\0" + much) + plain[33:]
    yield "png-miettes", plain[:33] + png_chunk(b"abCd", b"") * 160_000 + plain[33:]
    for mode in ("1", "L", "P", "LA", "I;16"):
        yield f"png-mode-{mode.lower().replace(';', '-')}", picture("PNG", mode)


def _gifs() -> Iterator[tuple[str, bytes]]:
    plain, moving = picture("GIF"), _moving("GIF")
    frame = plain.index(b",\0\0\0\0") + 5
    pixels = frame + 4 + 1
    if plain[frame + 4] & 0x80:
        pixels += 3 << (plain[frame + 4] & 7) + 1
    yield "gif-zero", plain[:6] + bytes(4) + plain[10:]
    yield "gif-vue-nulle", plain[:frame] + bytes(4) + plain[frame + 4 :]
    yield "gif-deborde", plain[:frame] + b"\xff" * 4 + plain[frame + 4 :]
    yield "gif-hors-cadre", plain[: frame - 4] + b"\x20\0\x20\0" + plain[frame:]
    yield "gif-codes-de-douze", plain[:pixels] + b"\x0c" + plain[pixels + 1 :]
    yield "gif-sans-vue", plain[: frame - 5] + b";"
    yield "gif-anime", moving
    yield "gif-anime-puis-abime", moving[:-30] + bytes(28) + moving[-2:]
    comment = b"!\xfe" + (b"\xff" + b"a" * 255) * 20_000 + b"\0"
    yield "gif-long-commentaire", plain[: frame - 5] + comment + plain[frame - 5 :]
    yield "gif-miettes", plain[:-1] + b"!\xfe" + b"\x01a" * 400_000 + b"\0;"


def _boxes() -> Iterator[tuple[str, bytes]]:
    for form in ("AVIF", "HEIC"):
        name, plain = form.lower(), saved(scene(160, 120), form)
        said = plain.index(b"ispe") + 8
        for size in ((0, 0), (0xFFFF, 0xFFFF), (80, 60), (161, 121)):
            changed = plain[:said] + struct.pack(">II", *size) + plain[said + 8 :]
            yield f"{name}-dit-{size[0]}{SUFFIXES[form]}", changed
        pixels = plain.index(b"mdat") + 4
        yield f"{name}-pixels-nuls{SUFFIXES[form]}", plain[:pixels] + bytes(len(plain) - pixels)
        yield f"{name}-sans-meta{SUFFIXES[form]}", plain.replace(b"meta", b"free")
    for lossless in (True, False):
        plain = picture("WEBP", "RGBA", size=(64, 64), lossless=lossless)
        name = "vp8l" if lossless else "vp8"
        yield f"webp-{name}-nul.webp", plain[:40] + bytes(len(plain) - 40)
        if plain[12:16] == b"VP8X":
            for rank, size in enumerate((b"\0\0\0\0\0\0", b"\x0f\0\0\x0f\0\0", b"\xff" * 6)):
                yield f"webp-{name}-cadre-{rank}.webp", plain[:24] + size + plain[30:]
    moving = _moving("WEBP")
    second = moving.rindex(b"ANMF")
    yield "webp-anime.webp", moving
    yield "webp-anime-puis-abime.webp", moving[: second + 40] + bytes(len(moving) - second - 40)
