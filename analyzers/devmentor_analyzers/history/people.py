"""People by the names the repository's `.mailmap` gives them."""

import re
from collections.abc import Mapping

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.repository import Repository

_CONTACT = re.compile(rb"(.*?) ?<(.*)>", re.DOTALL)
Identity = tuple[bytes, bytes]
"""Name and address, as they were written into a commit."""


async def named(
    repository: Repository, identities: Mapping[int, Identity]
) -> tuple[list[str], dict[int, int]]:
    """Everybody's name, and for each identity's number whose it is.

    One name or one address is one person; who has no name goes by the address.
    """
    contacts = await _mapped(repository, list(identities.values()))
    people: list[str] = []
    known: dict[str, int] = {}
    who: dict[int, int] = {}
    for number, (name, address) in zip(identities, contacts, strict=True):
        keys = [key for key in (text(name).casefold(), f"<{text(address).casefold()}>") if key]
        person = next((known[key] for key in keys if key in known), len(people))
        if person == len(people):
            people.append(text(name) or text(address) or "nobody")
        known.update({key: person for key in keys if key != "<>" and key not in known})
        who[number] = person
    return people, who


def text(written: bytes) -> str:
    """A name as text: UTF-8, or what was meant before there was UTF-8; no control characters."""
    try:
        read = written.decode()
    except UnicodeDecodeError:
        read = written.decode("cp1252", "replace")
    return "".join(letter for letter in read if letter.isprintable()).strip()


async def _mapped(repository: Repository, identities: list[Identity]) -> list[Identity]:
    """What `.mailmap` makes of them; themselves where git cannot say."""
    given = b"".join(b"%b <%b>\n" % identity for identity in identities)
    if not given:
        return []
    try:
        answer = await git(repository.root, "check-mailmap", "--stdin", given=given)
    except GitError:
        return identities
    lines = answer.split(b"\n")[:-1]
    found = [_CONTACT.fullmatch(line) for line in lines]
    if len(found) != len(identities):
        return identities
    return [
        (match[1], match[2]) if match else identity
        for match, identity in zip(found, identities, strict=True)
    ]
