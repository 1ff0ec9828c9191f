import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from devmentor_protocol.runtime import (
    TierRuntime,
    data_folder,
    read_runtime,
    remove_runtime,
    runtime_path,
    write_runtime,
)


def running(pid: int = 7, token: str = "the-token") -> TierRuntime:
    url = "http://127.0.0.1:3001"
    return TierRuntime(
        pid=pid,
        gateway_url=url,
        auth_url=url,
        memory_url=url,
        project_url=url,
        token=SecretStr(token),
        version="0.1.0",
    )


def test_a_tier_is_found_by_the_file_it_wrote() -> None:
    write_runtime(running())

    found = read_runtime()

    assert found == running()
    assert found is not None
    assert found.token.get_secret_value() == "the-token"


def test_only_the_owner_can_read_the_file() -> None:
    write_runtime(running())

    assert stat.S_IMODE(runtime_path().stat().st_mode) == 0o600


def test_the_file_is_replaced_as_a_whole_and_leaves_no_draft() -> None:
    write_runtime(running())
    write_runtime(running(token="the-next-token"))

    assert [path.name for path in data_folder().iterdir()] == ["tier.json"]


def test_the_token_is_not_shown() -> None:
    assert "the-token" not in repr(running())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', "\x00"])
def test_a_file_that_is_no_runtime_file_means_no_tier(content: str) -> None:
    runtime_path().parent.mkdir(parents=True)
    runtime_path().write_text(content)

    assert read_runtime() is None


def test_no_file_means_no_tier() -> None:
    assert read_runtime() is None


def test_a_tier_removes_its_own_file() -> None:
    write_runtime(running(pid=7))
    remove_runtime(7)

    assert read_runtime() is None


def test_a_tier_leaves_the_file_of_its_successor() -> None:
    write_runtime(running(pid=8))
    remove_runtime(7)

    assert read_runtime() == running(pid=8)


def test_the_home_variable_moves_everything(tmp_path: Path) -> None:
    assert data_folder() == Path(os.environ["DEVMENTOR_HOME"])
