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
    "npm",
    "openai",
    "pypi_token",
    "sendgrid",
    "slack",
    "square_oauth",
    "stripe",
    "telegram_token",
    "twilio",
)


@cache
def known_tokens() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Each format's name and expression; a group in it, where there is one, holds the secret."""
    found: list[tuple[str, re.Pattern[str]]] = []
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
