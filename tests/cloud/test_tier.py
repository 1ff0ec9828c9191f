"""The whole tier, in its own process. How a person uses it is tested end to end."""

import asyncio
import json
import os
import signal
import stat
import time
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest
import websockets
from joserfc import jwt
from joserfc.jwk import KeySet
from tests.cloud.postgres_server import create_database, postgres_server
from tests.cloud.running_tier import BEGUN, RunningTier, begin_tier, start_tier

from devmentor_cloud import tier
from devmentor_cloud.config import Settings
from devmentor_cloud.stores.valkey import start_valkey
from devmentor_protocol.runtime import TierRuntime, read_runtime

SERVICES = ("gateway", "auth", "memory", "project")


@pytest.fixture(autouse=True)
def no_tier_outlives_its_test() -> Generator[None]:
    """A test that fails half-way does not stop what it began."""
    shared = len(BEGUN)
    yield
    for running in BEGUN[shared:]:
        if running.process.poll() is None:
            running.kill()


async def test_it_runs_until_it_is_cancelled_and_leaves_nothing(settings: Settings) -> None:
    ready: asyncio.Future[TierRuntime] = asyncio.get_running_loop().create_future()
    said: list[str] = []
    others = set(psutil.Process().children(recursive=True))
    running = asyncio.create_task(tier.run(settings, announce=said.append, ready=ready.set_result))

    runtime = await asyncio.wait_for(ready, 60)
    children = set(psutil.Process().children(recursive=True)) - others
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert runtime.gateway_url in said[-2]
    assert said[-1] == "Stopping …"
    assert children
    assert not psutil.wait_procs(children, timeout=10)[1]
    assert read_runtime() is None


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_ready(running_tier: RunningTier, service: str) -> None:
    with running_tier.client(service) as client:
        ready = client.get("/readyz")

    assert (ready.status_code, ready.json()["status"]) == (200, "ok"), ready.text


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_not_there_is_a_problem_everywhere(running_tier: RunningTier, service: str) -> None:
    with running_tier.client(service) as client:
        answer = client.get("/v1/nowhere")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_the_local_users_token_verifies_by_the_published_keys(running_tier: RunningTier) -> None:
    """As a service on another machine would do it: with nothing but the published keys."""
    with running_tier.client("auth") as client:
        published = KeySet.import_key_set(client.get("/.well-known/jwks.json").json())
        me = client.get("/v1/me").json()

    claims = jwt.decode(running_tier.runtime.token.get_secret_value(), published).claims

    assert (claims["sub"], claims["org"]) == (me["user_id"], me["organization_id"])
    assert (me["name"], me["role"]) == ("local", "owner")
    assert 0 < claims["exp"] - time.time() <= 15 * 60


def test_what_is_on_disk_is_its_owners_alone(running_tier: RunningTier) -> None:
    files = [path for path in running_tier.home.rglob("*") if path.is_file()]

    assert {path.name for path in files} >= {"tier.json", "devmentor.db", "signing-key.json"}
    assert not [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_its_log_is_json_and_holds_no_secret(running_tier: RunningTier) -> None:
    with running_tier.client("project") as client:
        client.get("/v1/projects", params={"token": "hunter2"})
    log = (running_tier.home / "logs" / "tier.log").read_text()
    key = json.loads((running_tier.home / "keys" / "signing-key.json").read_text())

    assert all(json.loads(line)["level"] for line in log.splitlines())
    for secret in (running_tier.runtime.token.get_secret_value(), key["d"], "hunter2"):
        assert secret not in log


def test_a_stopped_child_is_started_again_with_what_it_kept(tmp_path: Path) -> None:
    running = start_tier(tmp_path / "home")
    with running.client("memory") as client:
        kept = client.post("/v1/memories", json={"text": "Prices are in cents."})
        for child in running.children():
            child.kill()
        deadline = time.monotonic() + 60
        while client.get("/readyz").status_code != 200 or not running.children():
            assert time.monotonic() < deadline
            time.sleep(0.2)
        found = client.post("/v1/memories/recall", json={"query": "prices"})
    code = running.stop()

    assert (kept.status_code, found.status_code, code) == (201, 200, 0)
    assert "cents" in found.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_starts_stops_it_too(tmp_path: Path, number: int) -> None:
    running = begin_tier(tmp_path / "home")
    running.said("Starting the stores")
    children = running.children()

    assert running.stop(number) == 0
    assert not psutil.wait_procs(children, timeout=10)[1]
    assert not (running.home / "tier.json").exists()


def test_a_killed_tier_leaves_no_child_and_starts_again_at_once(tmp_path: Path) -> None:
    first = start_tier(tmp_path / "home")
    with first.client("project") as client:
        client.post("/v1/projects", json={"name": "shop"})
    children = first.children()

    first.kill()
    again = start_tier(tmp_path / "home")
    with again.client("project") as client:
        projects = client.get("/v1/projects").json()["projects"]

    assert again.stop() == 0
    assert [project["name"] for project in projects] == ["shop"]
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_a_folder_in_use_is_refused_with_the_pid_of_who_uses_it(running_tier: RunningTier) -> None:
    second = begin_tier(running_tier.home)

    assert f"process {running_tier.process.pid}" in second.said("refused")
    assert second.process.wait(10) == 1


def test_a_port_in_use_is_named_and_nothing_is_left(
    running_tier: RunningTier, tmp_path: Path
) -> None:
    second = begin_tier(tmp_path / "home", port_base=running_tier.port_base)

    refusal = second.said("refused")
    assert str(running_tier.port_base + 1) in refusal
    assert "--port-base" in refusal
    assert second.process.wait(10) == 1


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    running = begin_tier(tmp_path / "file" / "home")

    assert "DEVMENTOR_HOME" in running.said("refused")


def test_a_store_that_is_away_is_named_and_no_child_is_left(tmp_path: Path) -> None:
    away = {"DEVMENTOR_DATABASE_URL": "postgresql+asyncpg://me:hunter2@127.0.0.1:1/none"}
    running = begin_tier(tmp_path / "home", away)
    running.said("Starting the stores")
    children = running.children()

    refusal = running.said("refused")
    assert "DEVMENTOR_DATABASE_URL" in refusal
    assert "hunter2" not in refusal
    assert running.process.wait(20) == 1
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_open_bridges_are_told_and_do_not_hold_it_up(tmp_path: Path) -> None:
    running = start_tier(tmp_path / "home")

    async def until_closed() -> int:
        url = running.runtime.gateway_url.replace("http", "ws", 1) + "/v1/bridge"
        async with websockets.connect(
            url, additional_headers=running.headers, proxy=None
        ) as bridge:
            os.kill(running.process.pid, signal.SIGTERM)
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await asyncio.wait_for(bridge.recv(), 20)
            assert closed.value.rcvd
            return closed.value.rcvd.code

    code = asyncio.run(until_closed())

    assert code == websockets.frames.CloseCode.SERVICE_RESTART
    assert running.process.wait(20) == 0


async def test_stores_of_ones_own_are_used_instead_of_children(tmp_path: Path) -> None:
    valkey, redis_url = await start_valkey(tmp_path / "valkey", tmp_path / "valkey.log")
    with postgres_server() as server:
        own = {
            "DEVMENTOR_DATABASE_URL": await create_database(server, "own"),
            "DEVMENTOR_REDIS_URL": redis_url,
        }
        running = await asyncio.to_thread(start_tier, tmp_path / "home", own)
        with running.client("project") as client:
            made = client.post("/v1/projects", json={"name": "shop"})
            nul = client.post("/v1/projects", json={"name": "sh\u0000op"})
        with running.client("memory") as client:
            remembered = client.post("/v1/memories", json={"text": "Not\u0000text."})
        names = {" ".join(child.cmdline()) for child in running.children()}
        code = running.stop()
    await valkey.stop()

    assert (made.status_code, nul.status_code, remembered.status_code) == (201, 422, 422)
    assert not [name for name in names if "valkey" in name]
    assert not (running.home / "devmentor.db").exists()
    assert code == 0


def test_a_service_that_cannot_reach_its_database_says_so(tmp_path: Path) -> None:
    with postgres_server() as server:
        own = {"DEVMENTOR_DATABASE_URL": asyncio.run(create_database(server, "own"))}
        running = start_tier(tmp_path / "home", own)
    with running.client("project") as client:
        ready, projects = client.get("/readyz"), client.get("/v1/projects")
        alive = client.get("/healthz")
    code = running.stop()

    assert (ready.status_code, projects.status_code, alive.status_code) == (503, 503, 200)
    assert ready.json()["detail"] == "Not ready: database does not answer."
    assert projects.json()["code"] == "unavailable"
    assert code == 0
