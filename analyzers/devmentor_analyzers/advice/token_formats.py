"""Tokens that can be told by their format, as detect-secrets and the providers' own pages know them.

Of detect-secrets' plugins those are used that know a format, each only on texts that hold a word
without which there is nothing to find: most of them would search every text in vain, and to import
them takes a quarter of a second. Nothing is verified over the network.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

Format = tuple[str, "re.Pattern[str]"]
"""What it is a token of, and what it looks like."""

_PLUGINS = {  # detect-secrets' module → words, one of which must be in the text; small letters stand for both
    "artifactory": ("artifactory", "jfrog"),
    "aws": ("AKIA", "ASIA", "ABIA", "ACCA", "aws_", "aws-", "aws.", "awss"),
    "azure_storage_key": ("accountkey=",),
    "discord": ("discord",),
    "github_token": ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
    "gitlab_token": (
        *("glpat-", "gldt-", "glft-", "glsoat-", "glrt-", "gr1348941", "glcbt-"),
        *("glimt-", "glptt-", "glagent-", "gloas-"),
    ),
    "mailchimp": ("mailchimp",),
    "pypi_token": ("pypi-age",),
    "sendgrid": ("SG.",),
    "slack": ("xoxa-", "xoxb-", "xoxp-", "xoxo-", "xoxs-", "xoxr-", "hooks.slack.com"),
    "square_oauth": ("sq0csp-",),
    "telegram_token": ("telegram",),
    "twilio": ("twilio",),
}
_FURTHER = (
    ("sk-ant-", "Anthropic Key", r"\bsk-ant-[A-Za-z0-9_-]{20,200}"),
    ("AIza", "Google API Key", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    ("gocspx-", "Google OAuth Secret", r"\bGOCSPX-[A-Za-z0-9_-]{28}\b"),
    ("github_pat_", "GitHub Token", r"\bgithub_pat_[A-Za-z0-9_]{40,255}"),
    ("hf_", "Hugging Face Token", r"\bhf_[A-Za-z0-9]{30,60}\b"),
    ("npm_", "npm Token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("t3blbkfj", "OpenAI Token", r"\bsk-[A-Za-z0-9_-]{20,250}T3BlbkFJ[A-Za-z0-9_-]{20,250}"),
    ("sk-", "OpenAI Token", r"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,250}"),
    ("k_live_", "Stripe Access Key", r"\b[rs]k_live_[A-Za-z0-9]{24,247}\b"),
    ("xapp-", "Slack Token", r"\bxapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20,100}"),
    ("dckr_pat_", "Docker Token", r"\bdckr_pat_[A-Za-z0-9_-]{20,60}"),
    ("_v1_", "DigitalOcean Token", r"\bdo[oprt]_v1_[a-f0-9]{64}\b"),
)
"""Formats that detect-secrets does not know yet, or searches for in square time."""

_NO_SECRETS = frozenset({r"AC[a-z0-9]{32}"})
"""A Twilio account's number, which is no secret and looks like any hash."""


def formats(text: str, lowered: str) -> Iterator[Format]:
    """The formats worth searching a text for."""

    def holds(word: str) -> bool:
        return word in (lowered if word.islower() else text)

    for module, words in _PLUGINS.items():
        if any(map(holds, words)):
            yield from _of_plugin(module)
    for word, name, expression in _FURTHER:
        if holds(word):
            yield name, re.compile(expression)


@cache
def _of_plugin(module: str) -> tuple[Format, ...]:
    plugin = import_module(f"detect_secrets.plugins.{module}")
    return tuple(
        (str(detector.secret_type), pattern)
        for detector in vars(plugin).values()
        if _is_detector(detector, module)
        for pattern in detector.denylist
        if pattern.pattern not in _NO_SECRETS
    )


def _is_detector(value: object, module: str) -> bool:
    from detect_secrets.plugins.base import RegexBasedDetector  # late: it costs a quarter second

    return (
        isinstance(value, type)
        and issubclass(value, RegexBasedDetector)
        and value.__module__.endswith(f".{module}")
    )
