import string
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_bridge.redact import redact, redact_model
from devmentor_protocol.mentor import ChatMessage, ChatParams, Context, Excerpt
from devmentor_protocol.tools import ReadResult

BODY = "\n".join(["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"] * 3)
KEY = f"-----BEGIN PRIVATE KEY-----\n{BODY}\nMIIEvQ==\n-----END PRIVATE KEY-----"
JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLWJ5dGVz"
SECRETS = [
    pytest.param(KEY, id="private key"),
    pytest.param(KEY.replace("\n", "\\n"), id="private key in a string"),
    pytest.param(f"-----BEGIN RSA PRIVATE KEY-----\n{BODY}", id="private key cut off"),
    pytest.param(JWT, id="JWT"),
    pytest.param("AKIA" + "QWERTYUIOPASDFGH", id="AWS"),
    pytest.param("ghp_" + "a1B2" * 9, id="GitHub"),
    pytest.param("github_pat_" + "a1B2" * 15, id="GitHub, fine-grained"),
    pytest.param("sk-" + "a1B2" * 5 + "T3BlbkFJ" + "a1B2" * 5, id="OpenAI"),
    pytest.param("sk-proj-" + "a1B2" * 12, id="OpenAI, project"),
    pytest.param("sk-ant-api03-" + "a1B2" * 12, id="Anthropic"),
    pytest.param("AIza" + "a1B2c" * 7, id="Google"),
    pytest.param("npm_" + "a1B2" * 9, id="npm"),
    pytest.param("xoxb-" + "123456789012-" * 2 + "a1b2c3d4e5", id="Slack"),
    pytest.param("sk_live_" + "a1B2" * 6, id="Stripe"),
    pytest.param("glpat-" + "a1B2" * 5, id="GitLab"),
    pytest.param("SG." + "a1B2c3D4e5F6g7H8i9J0kL" + "." + "a1B2" * 10 + "a1B", id="SendGrid"),
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_known_format_is_taken_out_wherever_it_stands(secret: str) -> None:
    text = f'first = 1\nvalue = call("{secret}")\nlast = 2\n'

    redacted = redact(text)

    longest_line = max(secret.replace("\\n", "\n").splitlines(), key=len)
    assert longest_line not in redacted.text
    assert redacted.count >= 1
    assert "[redacted:" in redacted.text
    assert redacted.text.startswith("first = 1\n")
    assert redacted.text.endswith("\nlast = 2\n")
    assert redacted.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        pytest.param('password = "hunter2!"', "hunter2!", id="assignment"),
        pytest.param("DB_PASSWORD: str = 'hunter2!'", "hunter2!", id="annotated"),
        pytest.param('{"api_key": "k3y-v4lue"}', "k3y-v4lue", id="JSON"),
        pytest.param('client(secret="s3cr3t-v4lue")', "s3cr3t-v4lue", id="argument"),
        pytest.param('config["password"] = "hunter2!"', "hunter2!", id="item"),
        pytest.param("apiKey => 'k3y-v4lue'", "k3y-v4lue", id="arrow"),
        pytest.param("export API_TOKEN=k3yv4lue", "k3yv4lue", id="shell"),
        pytest.param("API_TOKEN=k3yv4lue\r", "k3yv4lue", id=".env from Windows"),
        pytest.param("  API_TOKEN=k3yv4lue  # ours", "k3yv4lue", id=".env with a comment"),
        pytest.param('password = """hunter2!"""', "hunter2!", id="triple quotes"),
        pytest.param("token = 'a1b2c3d4e5f6a7b8c9d0'", "a1b2c3d4e5f6", id="token"),
        pytest.param("X-Api-Key: a1b2c3d4e5f6a7b8c9d0", "a1b2c3d4e5f6", id="key in a header"),
        pytest.param("Authorization: Token a1b2c3d4e5f6a7b8c9d0", "a1b2c3d4", id="other scheme"),
        pytest.param("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI", id=".env"),
        pytest.param("redis://:hunter2@db:6379/0", "hunter2", id="URL without a user"),
        pytest.param("postgresql+asyncpg://app:hunter2@db/app", "hunter2", id="URL"),
        pytest.param("Authorization: Bearer abcDEF123456abcDEF", "abcDEF123456", id="header"),
    ],
)
def test_a_secret_is_known_by_where_it_stands(line: str, secret: str) -> None:
    redacted = redact(f"before\n{line}\nafter")

    assert secret not in redacted.text
    assert redacted.count == 1
    assert redacted.text.splitlines()[0::2] == ["before", "after"]


@pytest.mark.parametrize(
    "line",
    [
        "password = getpass()",
        'password = ""',
        'password = "<your password>"',
        "password = os.environ['PASSWORD']",
        'PASSWORD_FIELD = "password"',
        'api_key = "your-api-key"',
        'secret_name = "database_credentials"',
        "token = tokens[0]",
        "token = 'end_of_statement_or_line'",
        "    MAX_TOKEN=max_token,",
        "TOKEN=$GITHUB_TOKEN",
        "def check(password: str, secret: bytes | None = None) -> bool:",
        'if key.startswith("-----BEGIN PRIVATE KEY-----"):',
        "https://example.org:8080/path@2",
        'url = f"postgresql://{user}:{password}@{host}/db"',
        "commit 3a1f0c9d2b7e4f5a6c8d9e0f1a2b3c4d5e6f7a8b",
        "id = '550e8400-e29b-41d4-a716-446655440000'",
        "# Basic authentication is not supported here",
    ],
)
def test_ordinary_code_is_left_alone(line: str) -> None:
    assert redact(line).text == line


def test_a_large_library_is_nearly_untouched() -> None:
    library = find_spec("sqlalchemy")
    assert library is not None
    assert library.origin is not None
    files = list(Path(library.origin).parent.rglob("*.py"))

    found = sum(redact(file.read_text(encoding="utf-8")).count for file in files)

    assert len(files) > 200
    assert found <= 5


@given(st.text())
def test_the_number_of_lines_never_changes(text: str) -> None:
    mixed = f"{text}\n{KEY}\r\n{text}"

    assert len(redact(mixed).text.splitlines()) == len(mixed.splitlines())


@given(st.text(alphabet=string.printable, max_size=80))
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redact(f'{text}\npassword = "hunter2!"\n{JWT} {text}')

    assert redact(once.text) == type(once)(once.text, 0)


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "sk-",
        "a://",
        "//",
        "password",
        "-eyJaaaaaaaaaa",
        "-----BEGIN PRIVATE KEY-----",
        "aws",
        "token='a1",
        'token="',
        "X-Api-Key: ",
        "TOKEN=",
        " \t",
    ],
)
def test_no_text_takes_the_search_out_of_linear_time(piece: str) -> None:
    text = piece * 30_000

    assert redact(text).text == text


def test_every_string_of_a_value_is_searched() -> None:
    excerpt = Excerpt(
        path="a.py", language="python", start_line=1, text=f"k = '{JWT}'", role="target"
    )
    params = ChatParams(
        messages=(ChatMessage(role="user", content='Is password = "hunter2!" right?'),),
        context=Context(excerpts=(excerpt,)),
    )

    redacted, count = redact_model(params)

    assert count == 2
    assert "hunter2" not in redacted.model_dump_json()
    assert redacted.context.excerpts[0].text == "k = '[redacted:json web token]'"


def test_a_value_without_secrets_is_the_same_value() -> None:
    result = ReadResult(text="x = 1", start_line=1, end_line=1, total_lines=1, unsaved=False)

    redacted, count = redact_model(result)

    assert (redacted is result, count) == (True, 0)
