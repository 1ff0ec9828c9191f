import subprocess
import sys

from devmentor_bridge.known_tokens import known_tokens


def test_each_format_has_a_name_for_people() -> None:
    names = {name for name, _ in known_tokens()}

    assert {"aws access key", "github token", "stripe access key"} <= names
    assert all(name == name.lower() for name in names)


def test_no_format_matches_nothing() -> None:
    assert not [name for name, pattern in known_tokens() if pattern.search("")]


def test_knowing_them_does_not_bring_in_what_verifies_them_until_asked() -> None:
    program = (
        "import sys, devmentor_bridge.redact; print('detect_secrets.plugins.aws' in sys.modules)"
    )

    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert made.stdout == "False\n"
