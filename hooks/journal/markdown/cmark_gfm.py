"""GitHub's own program, cmark-gfm, which gives back the memory that it takes.

The package that brings it, cmarkgfm, keeps the tree of each text and its HTML until the process
ends: ten times what is read. It says neither how to free them; the library itself does.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import CDLL, c_void_p
from typing import Any

from cmarkgfm import _cmark, cmark

_lib, _ffi = _cmark.lib, _cmark.ffi


def _freeing(library: CDLL, name: str) -> Callable[[Any], None]:
    """What frees a pointer of cmark's; nothing where the library does not show it."""
    free = getattr(library, name, None)
    if free is None:
        return lambda pointer: None
    free.argtypes, free.restype = [c_void_p], None
    return lambda pointer: free(int(_ffi.cast("uintptr_t", pointer)))


_free_tree = _freeing(CDLL(_cmark.__file__), "cmark_node_free")
_free_text = _freeing(CDLL(None), "free")


def to_html(text: str, options: int, extensions: tuple[str, ...]) -> str:
    """The HTML of a text.

    Args:
        text: Markdown.
        options: those of `cmark.Options`, together.
        extensions: what GitHub adds to Markdown, each by its name.
    """
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(options)
    for name in extensions:
        cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
    cmark.parser_feed(parser, text)
    root = cmark.parser_finish(parser)
    written = _lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
    html: str = _ffi.string(written).decode()
    _free_text(written)
    _free_tree(root)
    cmark.parser_free(parser)
    return html
