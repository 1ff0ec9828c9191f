"""Issues and pull requests that a commit's message names, and where to read them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.history.repository import Repository

_MOST = 3
_SSH = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!//)(?:\d+/)?(.+)")
"""`git@host:owner/name`, as git and people write it."""

_REFERENCE = re.compile(
    r"(?P<url>https?://[\w.-]+(?::\d+)?/[\w./~-]+/(?:issues|pull|merge_requests)/\d+)"
    r"|(?<![\w/.-])(?P<owner>[\w.-]+/[\w.-]+)#(?P<there>\d{1,7})\b"
    r"|(?<![\w/&#])#(?P<here>\d{1,7})\b"
    r"|\bGH-(?P<gh>\d{1,7})\b"
    r"|(?<![\w!])!(?P<merge>\d{1,7})\b"
    r"|\b(?P<key>[A-Z][A-Z0-9]{1,9}-\d{1,6})\b"
)
_NO_KEYS = frozenset(
    {"AES", "BASE", "CP", "CVE", "CWE", "IEEE", "ISO", "PEP", "RFC", "RSA", "SHA", "TLS", "UTF"}
)
"""Written like a key of Jira's, and meaning something else: `UTF-8`, `SHA-256`."""


@dataclass(frozen=True, slots=True)
class Forge:
    """The site a repository is kept on, if it is one whose addresses are known."""

    url: str = ""
    """The project's page; empty when it is not known."""

    gitlab: bool = False

    def issue(self, number: str) -> str:
        """The page of an issue or pull request."""
        return self.url and f"{self.url}{'/-' if self.gitlab else ''}/issues/{number}"

    def commit(self, sha: str) -> str:
        """The page of a commit."""
        return self.url and f"{self.url}{'/-' if self.gitlab else ''}/commit/{sha}"


@dataclass(frozen=True, slots=True)
class Issue:
    """What a message names; `url` is empty when nobody knows where it is."""

    name: str
    url: str = ""


async def forge_of(repository: Repository) -> Forge:
    """The site of the remote `origin`; nothing is sent there."""
    try:
        told = await git(repository.root, "remote", "get-url", "origin")
    except GitError:
        return Forge()
    return forge(told.decode("utf-8", "replace").strip())


def forge(remote: str) -> Forge:
    """The site of a remote's address; one that is neither GitHub nor GitLab has no pages known."""
    if match := _SSH.fullmatch(remote):
        host, path = match[1], match[2]
    else:
        try:
            parts = urlsplit(remote)
            host, path = parts.hostname or "", parts.path
        except ValueError:
            return Forge()
    path = path.strip("/").removesuffix(".git")
    known = re.search(r"(?:^|\.)(github|gitlab)\b", host)
    if not known or not re.fullmatch(r"[\w.~-]+(?:/[\w.~-]+)+", path):
        return Forge()
    return Forge(f"https://{host}/{path}", gitlab=known[1] == "gitlab")


def issues(message: Message, forge: Forge) -> list[Issue]:
    """What a message names, in its order, at most three."""
    text = f"{message.subject}\n{message.body}"
    found = (_issue(match, forge) for match in _REFERENCE.finditer(text))
    return list(dict.fromkeys(issue for issue in found if issue is not None))[:_MOST]


def _issue(match: re.Match[str], forge: Forge) -> Issue | None:
    kind, value = match.lastgroup, match[match.lastgroup or 0]
    issue: Issue | None = None
    if kind == "url":
        issue = Issue(f"#{value.rpartition('/')[2]}", value)
    elif kind == "there":
        host = "/".join(forge.url.split("/")[:3])
        there = Forge(f"{host}/{match['owner']}" if host else "", forge.gitlab)
        issue = Issue(f"{match['owner']}#{value}", there.issue(value))
    elif kind in {"here", "gh"}:
        issue = Issue(match[0], forge.issue(value))
    elif kind == "merge" and forge.gitlab:
        issue = Issue(match[0], f"{forge.url}/-/merge_requests/{value}")
    elif kind == "key" and value.partition("-")[0] not in _NO_KEYS:
        issue = Issue(value)
    return issue
