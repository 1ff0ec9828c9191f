from pathlib import PurePath

import pytest

from devmentor_analyzers.advice.named_secrets import named_secrets

KEY = "q7Zt3vXb9KfR2mWs8LpY"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"password = '{KEY}'", "Password or Key"),
        (f"amqp://me:{KEY}@host/", "Password in a URL"),
        (f"'host=db;pwd={KEY}'", "Password of a Database"),
        (f"authorization: Token {KEY}", "Authorization"),
    ],
)
def test_a_secret_is_found_where_it_stands(text: str, what: str) -> None:
    [(start, end, told)] = named_secrets(text, text.lower(), PurePath("a.py"))

    assert (text[start:end], told) == (KEY, what)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", f'DB_PWD = "{KEY}"'),
        ("a.py", f'db_pass = "{KEY}"'),
        ("a.py", f'token = """{KEY}"""'),
        ("a.py", f'password = ("{KEY}")'),
        ("a.yaml", f"db_pass: {KEY}"),
        ("a.sh", f"readonly TOKEN={KEY}"),
        ("a.sh", f"  local password={KEY}"),
        ("a.sh", f"declare -x API_KEY={KEY}"),
        ("a.sh", f"PGPASSWORD={KEY} psql -h here"),
        ("a.sh", f"TOKEN={KEY}; export TOKEN"),
    ],
)
def test_a_name_may_be_given_it_in_many_ways(name: str, line: str) -> None:
    [(start, end, _)] = named_secrets(line, line.lower(), PurePath(name))

    assert line[start:end] == KEY


@pytest.mark.parametrize("line", [f'compass = "{KEY}"', f'bypass = "{KEY}"', f'past = "{KEY}"'])
def test_other_words_are_no_passwords(line: str) -> None:
    assert list(named_secrets(line, line.lower(), PurePath("a.py"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "password" * 200_000,
        "token = " + "a1" * 500_000,
        "\n".join(["password:" + " " * 1_900] * 500),
        "\n".join(["authorization: bearer " + "a" * 1_900] * 500),
        "\n".join(["a." * 900 + "token"] * 500),
        "define(" * 150_000 + "token",
    ],
)
def test_no_text_takes_long(line: str) -> None:
    """What takes square time takes minutes here, and the test's limit ends it."""
    assert list(named_secrets(line, line.lower(), PurePath(".env"))) == []
