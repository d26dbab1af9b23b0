"""What is asked of GitHub, through its own program `gh`: one comment, one proposal, one issue each.

Whatever people typed travels as JSON on the standard input: no shell, no command line has it.
Sources: https://docs.github.com/en/rest/issues/comments, …/rest/pulls/pulls, …/rest/issues/issues,
…/rest/actions/artifacts, …/rest/actions/workflows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

# The arguments of `gh` and its input, to its output.
Run: TypeAlias = Callable[[Sequence[str], bytes], bytes]

# Who writes with a workflow's own token: nobody else can pass for it.
_BOT = "github-actions[bot]"

# For one answer; an archive of a proposal is the longest.
_SECONDS = 120


def gh(arguments: Sequence[str], given: bytes = b"") -> bytes:
    """Run `gh`; CalledProcessError when it fails, after what it said of it. One that never ends is
    stopped, and so is whoever called.
    """
    try:
        return subprocess.check_output(["gh", *arguments], input=given, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        sys.exit(f"GitHub n'a pas répondu en {_SECONDS} secondes : relancez ce travail plus tard.")


@dataclass(frozen=True)
class Forge:
    """A repository on GitHub.

    Attributes:
        repository: `owner/name`.
        run: runs `gh`.
    """

    repository: str
    run: Run = gh

    def comment(self, number: int, body: str) -> None:
        """Say something of an issue or of a proposal, in place of what was said before.

        Args:
            number: the issue's, or the proposal's.
            body: Markdown, whose first line tells this comment from others.
        """
        marker = body.partition("\n")[0]
        for known in self._all(f"issues/{number}/comments"):
            if _is_ours(known, marker):
                self._ask("PATCH", f"issues/comments/{int(known['id'])}", {"body": body})
                return
        self._ask("POST", f"issues/{number}/comments", {"body": body})

    def proposal(self, owner: str, branch: str, *, head: str = "") -> int | None:
        """The number of the open proposal that a branch is; None when there is none.

        Args:
            owner: whose branch it is.
            branch: its name, whatever it is.
            head: the last commit that it must have; empty for any.
        """
        for pull in self._all("pulls", state="open", head=f"{owner}:{branch}"):
            tip = pull["head"]
            if tip["ref"] == branch and head in ("", tip["sha"]):
                return int(pull["number"])
        return None

    def propose(self, branch: str, *, title: str, body: str) -> int:
        """Open the proposal of a branch of this repository, or find it; its number."""
        if number := self.proposal(self._owner, branch):
            self._ask("PATCH", f"pulls/{number}", {"title": title, "body": body})
            return number
        base = self._ask("GET", "")["default_branch"]
        pull = {"head": branch, "base": base, "title": title, "body": body}
        return int(self._ask("POST", "pulls", pull)["number"])

    def withdraw(self, branch: str) -> bool:
        """Close the proposal of a branch and delete the branch; False when there is none."""
        number = self.proposal(self._owner, branch)
        if number is None:
            return False
        self._ask("PATCH", f"pulls/{number}", {"state": "closed"})
        self._ask("DELETE", f"git/refs/heads/{quote(branch)}")
        return True

    def start(self, workflow: str, branch: str) -> None:
        """Start a workflow on a branch: what a workflow pushes starts none."""
        self._ask("POST", f"actions/workflows/{workflow}/dispatches", {"ref": branch})

    def issue(self, marker: str) -> dict[str, Any] | None:
        """The open issue of ours that begins with a marker: `number`, `title`, `body`."""
        for known in self._all("issues", state="open", creator=_BOT):
            if _is_ours(known, marker) and "pull_request" not in known:
                return {key: known[key] for key in ("number", "title", "body")}
        return None

    def keep_issue(self, title: str, body: str, *, is_open: bool = True) -> None:
        """Have one issue say something, found again by the first line of its body.

        Args:
            title: what it is called.
            body: Markdown, whose first line tells this issue from others.
            is_open: whether there is still something to do; none is opened to be closed.
        """
        known = self.issue(body.partition("\n")[0])
        said = {"title": title, "body": body}
        if known:
            state = {"state": "open" if is_open else "closed"}
            self._ask("PATCH", f"issues/{known['number']}", said | state)
        elif is_open:
            self._ask("POST", "issues", said)

    def artifact(self, run: int, name: str, *, most_bytes: int) -> bytes | None:
        """What a run left under a name, as a ZIP; None when there is none, or it is too heavy."""
        listed = self._ask("GET", f"actions/runs/{run}/artifacts?{urlencode({'name': name})}")
        for left in listed["artifacts"]:
            if left["name"] == name and left["size_in_bytes"] <= most_bytes:
                return self.run(
                    ["api", self._path(f"actions/artifacts/{int(left['id'])}/zip")], b""
                )
        return None

    @property
    def _owner(self) -> str:
        return self.repository.partition("/")[0]

    def _path(self, path: str) -> str:
        return f"repos/{self.repository}/{path}".rstrip("/")

    def _ask(self, method: str, path: str, said: Mapping[str, Any] | None = None) -> Any:
        given = [] if said is None else ["--input", "-"]
        content = b"" if said is None else json.dumps(said).encode()
        answer = self.run(["api", "--method", method, self._path(path), *given], content)
        return json.loads(answer) if answer.strip() else None

    def _all(self, path: str, **words: str) -> list[dict[str, Any]]:
        """Every item of a list, whatever the number of its pages."""
        query = urlencode({**words, "per_page": "100"})
        answer = self.run(["api", "--paginate", "--slurp", self._path(f"{path}?{query}")], b"")
        return [item for page in json.loads(answer) for item in page]


def _is_ours(item: Mapping[str, Any], marker: str) -> bool:
    """Whether our workflows wrote a comment or an issue, for one purpose."""
    first = (item["body"] or "").partition("\n")[0].rstrip("\r")
    return bool(item["user"] and item["user"]["login"] == _BOT and first == marker)
