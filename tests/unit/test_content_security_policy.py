"""The policy of a page, as browsers read it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from journal.pages.styles import without_styles
from journal.web.content_security_policy import for_preview, page_policy, redirect_policy
from journal.web.hashed_names import named_by_content


def directives(policy: str) -> dict[str, list[str]]:
    """Name of each directive to its sources."""
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_a_page_may_do_what_it_needs_and_nothing_else() -> None:
    found = directives(page_policy())
    assert found.pop("default-src") == ["'none'"]
    assert found.pop("base-uri") == ["'none'"]
    assert found.pop("script-src") == ["'self'", "'wasm-unsafe-eval'"]
    assert found.pop("require-trusted-types-for") == ["'script'"]
    assert set(found) == {"style-src", "font-src", "img-src", "connect-src", "form-action"}
    assert all(sources == ["'self'"] for sources in found.values())


def test_a_page_that_leads_on_may_do_so_alone() -> None:
    assert directives(redirect_policy()) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }


def test_in_a_preview_one_script_more_may_act_and_no_other() -> None:
    script = "livereload(1, 2);"
    digest = b64encode(sha256(script.encode()).digest()).decode()
    for policy in (page_policy(), redirect_policy()):
        page = f'<meta http-equiv="content-security-policy" content="{policy}"><p>form-action'
        shown = for_preview(page, script)
        found = directives(shown.split('"')[3])
        assert found["script-src"][0] == f"'sha256-{digest}'"
        assert found["connect-src"] == ["'self'"]
        assert "'unsafe-inline'" not in shown
        assert shown.endswith("<p>form-action")


def test_the_style_of_a_page_goes_to_a_file_and_what_is_written_in_its_body_stays() -> None:
    page = "<head><style>a{}</style></head><body><style>b{}</style></body>"
    assert without_styles(page, lambda style: f"{style[0]}.css") == (
        '<head><link rel="stylesheet" href="a.css"></head><body><style>b{}</style></body>'
    )


def test_what_calls_a_file_calls_it_by_its_digest_and_has_one_that_depends_on_it() -> None:
    files = {"a.woff2": b"1", "b.css": b'url("a.woff2")', "c.js": b'import("b.css")'}
    before, after = named_by_content(files), named_by_content(files | {"a.woff2": b"2"})
    for name, content in files.items():
        address, published = before[name]
        assert address.startswith("assets/immutable/")
        assert address != after[name][0]
        assert published.count(b".") == content.count(b".") * 2
