"""A `gh` that asks no network: a small GitHub kept in a JSON file, after its documented answers.

`FAKE_GH` is the folder: `state.json`, what this GitHub holds; `calls.jsonl`, what it was asked;
`artifact.zip`, what a run left.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"login": "github-actions[bot]"}


def main(arguments: list[str]) -> int:
    folder = Path(os.environ["FAKE_GH"])
    given = sys.stdin.read() if "--input" in arguments else ""
    with (folder / "calls.jsonl").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps({"arguments": arguments, "given": given}) + "\n")
    if arguments[:2] == ["auth", "setup-git"]:
        return 0
    assert arguments[0] == "api", arguments
    method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
    [address] = [word for word in arguments if word.startswith("repos/")]
    state = json.loads((folder / "state.json").read_text("utf-8"))
    path = urlsplit(address).path.removeprefix(f"repos/{os.environ['GITHUB_REPOSITORY']}")
    words = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
    if path.endswith("/zip"):
        sys.stdout.buffer.write((folder / "artifact.zip").read_bytes())
        return 0
    found = answer(state, method, path.strip("/"), words, json.loads(given or "null"))
    (folder / "state.json").write_text(json.dumps(state), "utf-8")
    if found is None and method == "GET":
        print('{"message": "Not Found", "status": "404"}')
        return 1
    if "--jq" in arguments:
        print(found[arguments[arguments.index("--jq") + 1].removeprefix(".")])
    elif found is not None:
        print(json.dumps([found] if "--slurp" in arguments else found))
    return 0


def answer(state: dict[str, Any], method: str, path: str, words: dict, said: Any) -> Any:
    """What GitHub answers, once it has done what it was asked."""
    if path in ("", "pages"):
        return state["repository" if not path else "pages"]
    if found := re.fullmatch(r"issues/(\d+)/comments", path):
        comments = state["comments"]
        if method == "GET":
            return [c for c in comments if c["issue"] == int(found[1])]
        comments.append({"id": len(comments) + 1, "issue": int(found[1]), "user": BOT, **said})
        return comments[-1]
    if found := re.fullmatch(r"(issues/comments|pulls|issues)/(\d+)", path):
        key = {"issues/comments": "comments"}.get(found[1], found[1])
        name = "id" if key == "comments" else "number"
        [item] = [item for item in state[key] if item[name] == int(found[2])]
        item |= said
        return item
    if path in ("pulls", "issues") and method == "GET":
        return [item for item in state[path] if matches(item, words)]
    if path in ("pulls", "issues"):
        number = 100 + len(state["pulls"]) + len(state["issues"])
        item = {"number": number, "state": "open", "user": BOT, **said}
        if path == "pulls":
            item["head"] = {"ref": said["head"], "sha": "", "owner": state["owner"]}
        state[path].append(item)
        return item
    if path.endswith("/artifacts"):
        return {"artifacts": state["artifacts"]}
    assert re.fullmatch(r"actions/workflows/check\.yml/dispatches|git/refs/heads/\S+", path), path
    return None


def matches(item: dict[str, Any], words: dict[str, str]) -> bool:
    """Whether an item answers the words of a query."""
    owner, _, branch = words.get("head", "").partition(":")
    return (
        item["state"] == words.get("state", "open")
        and (not branch or (item["head"]["owner"], item["head"]["ref"]) == (owner, branch))
        and words.get("creator") in (None, item["user"]["login"])
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
