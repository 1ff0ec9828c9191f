import pytest

from devmentor_analyzers.advice.token_formats import formats

BODY = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7"
HEX = "0f9e8d7c6b5a49382716a5b4c3d2e1f0"
TOKENS = {
    "Artifactory Credentials": f'artifactory = "AKC{BODY[:20]}"',
    "AWS Access Key": 'x = "AKIA' + "Q3EGRBVX7K2MNP5T" + '"',
    "Azure Storage Account access key": f"AccountKey={BODY[:44]}{BODY[:44]}",
    "Discord Bot Token": f"discord: M{BODY[:23]}.{BODY[:6]}.{BODY[:27]}",
    "GitHub Token": f"ghp_{BODY[:36]}",
    "GitLab Token": f"glpat-{BODY[:20]}",
    "Mailchimp Access Key": f"mailchimp {HEX}-us7",
    "PyPI Token": f"pypi-AgEIcHlwaS5vcmc{BODY}",
    "SendGrid API Key": f"SG.{BODY[:22]}.{BODY[:43]}",
    "Slack Token": f"xoxb-12345-67890-{BODY[:24].lower()}",
    "Square OAuth Secret": f"sq0csp-{BODY[:43]}",
    "Stripe Access Key": f"sk_live_{BODY[:24]}",
    "Telegram Bot Token": f"telegram 7194038265:{BODY[:35]}",
    "Twilio API Key": f"twilio SK{HEX}",
    "Anthropic Key": f"sk-ant-{BODY[:40]}",
    "Google API Key": f"AIza{BODY[:35]}",
    "Google OAuth Secret": f"GOCSPX-{BODY[:28]}",
    "Hugging Face Token": f"hf_{BODY[:34]}",
    "npm Token": f"npm_{BODY[:36]}",
    "OpenAI Token": f"sk-proj-{BODY[:40]}",
    "Docker Token": f"dckr_pat_{BODY[:27]}",
    "DigitalOcean Token": f"dop_v1_{HEX}{HEX}",
}


@pytest.mark.parametrize("name", TOKENS)
def test_each_format_is_searched_for_in_a_text_that_holds_one(name: str) -> None:
    text = TOKENS[name]

    found = {what for what, pattern in formats(text, text.lower()) if pattern.search(text)}

    assert name in found


def test_nothing_is_searched_for_in_an_ordinary_text() -> None:
    text = "def add(one, two):\n    return one + two\n"

    assert list(formats(text, text.lower())) == []
