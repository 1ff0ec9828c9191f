"""Token formats that detect-secrets knows, as expressions to search a whole text with.

Its plugins that look at entropy or at names are left out: on ordinary code they are wrong too often.
Nothing is verified over the network.
"""

import re
from functools import cache
from importlib import import_module
from typing import Final

from detect_secrets.plugins.base import RegexBasedDetector

_MODULES: Final = (
    "artifactory",
    "aws",
    "azure_storage_key",
    "discord",
    "github_token",
    "gitlab_token",
    "mailchimp",
    "pypi_token",
    "sendgrid",
    "slack",
    "square_oauth",
    "stripe",
    "telegram_token",
    "twilio",
)


_FURTHER: Final = (
    ("anthropic key", r"\bsk-ant-[A-Za-z0-9_-]{20,200}"),
    ("google api key", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    ("google oauth secret", r"\bGOCSPX-[A-Za-z0-9_-]{28}\b"),
    ("github token", r"\bgithub_pat_[A-Za-z0-9_]{40,255}"),
    ("hugging face token", r"\bhf_[A-Za-z0-9]{30,60}\b"),
    ("npm token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("npm token", r":_authToken=\s{0,9}(?P<secret>[A-Fa-f0-9-]{36})"),
    ("openai token", r"\bsk-[A-Za-z0-9_-]{20,250}T3BlbkFJ[A-Za-z0-9_-]{20,250}"),
    ("openai token", r"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,250}"),
    ("slack token", r"\bxapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20,100}"),
    ("docker token", r"\bdckr_pat_[A-Za-z0-9_-]{20,60}"),
    ("digitalocean token", r"\bdo[oprt]_v1_[a-f0-9]{64}\b"),
)
"""Formats that detect-secrets does not know yet, or (npm, OpenAI) searches for in square time."""


@cache
def known_tokens() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Each format's name and expression; its matches are secrets, perhaps with a quote around."""
    found = [(name, re.compile(expression)) for name, expression in _FURTHER]
    for module in _MODULES:
        for detector in vars(import_module(f"detect_secrets.plugins.{module}")).values():
            if _is_detector(detector, module):
                name = str(detector.secret_type).lower()
                found += [(name, pattern) for pattern in detector.denylist]
    return tuple(found)


def _is_detector(value: object, module: str) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, RegexBasedDetector)
        and value.__module__.endswith(f".{module}")
    )
