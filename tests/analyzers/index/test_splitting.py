import pytest

from devmentor_analyzers.index.splitting import terms


@pytest.mark.parametrize("name", ["getUserName", "get_user_name", "GetUserName", "_get__user_name"])
def test_a_compound_name_is_itself_without_seams_and_its_parts(name: str) -> None:
    assert terms(name) == ["getusername", "get", "user", "name"]


def test_seams_are_also_between_capitals_and_at_digits() -> None:
    assert terms("HTTPServer sha256 utf8Text") == [
        *("httpserver", "http", "server"),
        *("sha256", "sha", "256"),
        *("utf8text", "utf", "text"),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("URLs", ["urls"]),
        ("getURLsFor", ["geturlsfor", "get", "urls"]),
        ("userIDs", ["userids", "user", "ids"]),
        ("PDFs2", ["pdfs2", "pdfs"]),
        ("OAuth2Token", ["oauth2token", "oauth", "token"]),
        ("iOS", ["ios", "os"]),
        ("IService", ["iservice", "service"]),
        ("TLSSession", ["tlssession", "tls", "session"]),
    ],
)
def test_words_of_capitals_may_be_many(name: str, found: list[str]) -> None:
    assert terms(name) == found


def test_stop_words_single_letters_and_data_are_left_out() -> None:
    assert terms(f"self.x is the none {'A' * 65} isNone") == ["isnone"]


def test_names_in_any_script_are_words() -> None:
    assert terms("größe = Größe_Maximal") == ["größe", "größemaximal", "größe", "maximal"]


def test_operators_and_quotes_are_no_words() -> None:
    assert terms('" * ( ) NEAR(a, "b") -- \x00 \ud800') == ["near"]
