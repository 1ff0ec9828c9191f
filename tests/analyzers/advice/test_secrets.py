import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyzers.advice.test_token_formats import BODY, TOKENS

from devmentor_analyzers.advice.secrets import secrets
from devmentor_protocol.finding import Severity

KEY = "q7Zt3vXb9KfR2mWs8LpY"
PEM = "-----BEGIN RSA PRIVATE KEY-----\n" + f"{BODY[:64]}\n" * 5 + "-----END RSA PRIVATE KEY-----\n"
JWT = f"eyJhbGciOiJI.eyJ{BODY[:30]}.{BODY[:30]}"
HIDDEN = {
    "python": f'password = "{KEY}"\n',
    "python with a type": f'api_key: str = "{KEY}"\n',
    "python call": f'connect(user="me", passwd="{KEY}")\n',
    "dict": f'{{"client_secret": "{KEY}"}}\n',
    "go": f'apiKey := "{KEY}"\n',
    "ruby": f"  :secret_token => '{KEY}'\n",
    "javascript": f"const accessKey = `{KEY}`;\n",
    "yaml": f'db:\n  password: "{KEY}"\n',
    "address": f"DSN = 'postgres://me:{KEY}@db.internal/app'\n",
    "constant of PHP": f"define('DB_PASSWORD', '{KEY}');\n",
    "connection string": f'var c = "Server=db;Database=app;User Id=me;Password={KEY};";\n',
    "header": f'headers = {{"Authorization": "Bearer {KEY}{KEY}"}}\n',
    "header of a command": f"curl -H 'Authorization: Bearer {KEY}{KEY}' https://api\n",
    "numbered": f'token_2 = "{KEY}"\n',
    "plural": f'tokens = "{KEY}"\n',
    "camel case": f'tokenValue = "{KEY}"\n',
    "private key": f'KEY = """{PEM}"""\n',
    "long Stripe key": f"stripe = 'sk_live_51{BODY}{BODY[:40]}'\n",
    "json web token": f'jwt = "{JWT}"\n',
}
HARMLESS = {
    "from the environment": 'password = os.environ["DB_PASSWORD_1A2B3C"]\n',
    "a name of a field": f'password_field = "{KEY}"\n',
    "a model": 'tokenizer = "bert-base-uncased-L12-H768-A12"\n',
    "a page": 'next_token = "eyJ2IjoiMSJ9"\n',
    "an endpoint": 'token_endpoint_v2 = "oauth2/v2.0/token"\n',
    "an unquoted name": f"password = {KEY}\n",
    "a password alone": f'x = "Password={KEY};"\n',
    "a word": 'password = "correct-horse-battery"\n',
    "an example": 'api_key = "your-api-key-1a2b3c4d"\n',
    "a template": 'secret = "${VAULT_A1B2C3D4}"\n',
    "a hash beside no name": f'digest = "{KEY}"\n',
    "a public key": f'PublicKeyToken="{KEY}"\n',
    "a header being looked for": 'if "-----BEGIN RSA PRIVATE KEY-----" in text:\n    pass\n',
    "an AWS example": 'key = "AKIAIOSFODNN7EXAMPLE"\n',
    "a piece of Base64": f'data = "{BODY}AKIAQ3EGRBVX7K2MNP5T{BODY}"\n',
    "an address with a variable": "url = f'postgres://me:{password}@db/app'\n",
    "allowed": f'password = "{KEY}"  # pragma: allowlist secret\n',
    "allowed on the line above": f'# pragma: allowlist nextline secret\npassword = "{KEY}"\n',
}


@pytest.mark.parametrize("case", HIDDEN)
def test_a_secret_is_found_and_never_repeated(case: str) -> None:
    (found,) = secrets(HIDDEN[case], "app/settings.py")

    assert (found.code, found.severity) == ("secret", Severity.WARNING)
    for secret in (KEY, BODY[:30]):
        assert secret not in found.model_dump_json()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("config.yml", f"db:\n  password: {KEY}\n"),
        ("config.yml", f"- api_key: {KEY}  # of the shop\n"),
        ("deploy.sh", f"export DB_PASSWORD={KEY}\n"),
        ("deploy.sh", f"DB_PASS={KEY}\r\n"),
        (".env", f"SECRET_KEY={KEY}\n"),
        (".env.production", f"STRIPE_TOKEN={KEY}\n"),
        ("app.ini", f"pwd = {KEY}\n"),
        ("Dockerfile", f"ENV API_KEY {KEY}\nENV API_KEY={KEY}\n"),
    ],
)
def test_values_without_quotes_are_found_where_none_are_needed(path: str, text: str) -> None:
    (found,) = secrets(text, path)

    assert KEY not in found.model_dump_json()
    assert secrets(text, "app/a.py") == []


@pytest.mark.parametrize(
    "text",
    [
        "password: ${DB_PASSWORD_A1B2}\n",
        "password: !vault a1b2c3d4e5\n",
        "secretName: app-tls-a1b2c3d4\n",
        "TOKEN=$(cat /run/a1b2c3d4e5)\n",
        "password: correct-horse\n",
        "bypass: a1b2c3d4e5f6\n",
    ],
)
def test_references_and_names_are_no_values(text: str) -> None:
    assert secrets(text, "app.yml") == []


@pytest.mark.parametrize("name", TOKENS)
def test_every_known_format_is_found_where_it_stands(name: str) -> None:
    text = f"first = 1\n{TOKENS[name]}\n"

    found = secrets(text, "app/settings.py")

    assert [each.range.start.line for each in found] == [1]


@pytest.mark.parametrize("case", HARMLESS)
def test_what_only_looks_like_one_is_left_alone(case: str) -> None:
    assert secrets(HARMLESS[case], "app/settings.py") == []


@pytest.mark.parametrize("path", ["tests/test_a.py", "app/fixtures/a.json", "docs/example.md"])
def test_made_up_passwords_are_expected_in_tests_but_no_real_tokens(path: str) -> None:
    assert secrets(HIDDEN["python"], path) == []
    assert len(secrets(TOKENS["GitHub Token"], path)) == 1


@pytest.mark.parametrize("path", ["package-lock.json", "poetry.lock", "a.min.js"])
def test_files_full_of_hashes_are_not_searched(path: str) -> None:
    assert secrets(TOKENS["GitHub Token"], path) == []


def test_it_stands_on_the_secret_whatever_letters_come_before() -> None:
    text = f'naïve = "😀İ"; password = "{KEY}"\n'

    (found,) = secrets(text, "a.py")

    line = text.splitlines()[0]
    assert line[found.range.start.character : found.range.end.character] == KEY


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_around_a_token_hides_it_from_nobody(before: str, after: str) -> None:
    token = TOKENS["GitHub Token"]

    found = secrets(f"{before}\n{token}\n{after}", "a.py")

    assert any("GitHub Token" in each.message for each in found)


@given(st.text(max_size=400))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    for each in secrets(text, "a.py"):
        assert each.range.start <= each.range.end
