"""`devmentor up`: the tier as a person starts, uses and stops it."""

import socket
import stat
import subprocess
import sys
from pathlib import Path

import httpx2
import psutil
import pytest
from tests.e2e.conftest import Tier, free_port_base, start_tier, stop_tier

DEVMENTOR = str(Path(sys.executable).with_name("devmentor"))


def service_urls(tier: Tier) -> dict[str, str]:
    runtime = tier.runtime
    return {
        "gateway": runtime.gateway_url,
        "auth": runtime.auth_url,
        "memory": runtime.memory_url,
        "project": runtime.project_url,
    }


@pytest.mark.parametrize("service", ["gateway", "auth", "memory", "project"])
@pytest.mark.parametrize("probe", ["healthz", "readyz"])
def test_every_service_says_that_it_is_well(tier: Tier, service: str, probe: str) -> None:
    answer = httpx2.get(f"{service_urls(tier)[service]}/{probe}")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("service", "path"),
    [("gateway", "/v1/models"), ("memory", "/v1/memories"), ("project", "/v1/projects")],
)
def test_without_credentials_nothing_is_told(tier: Tier, service: str, path: str) -> None:
    answer = httpx2.get(service_urls(tier)[service] + path)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "code", "request_id"} <= answer.json().keys()


def test_the_local_token_opens_what_it_should(tier: Tier) -> None:
    token = tier.runtime.token.get_secret_value()
    headers = {"Authorization": f"Bearer {token}"}
    urls = service_urls(tier)

    for service, path in (("gateway", "models"), ("memory", "memories"), ("project", "projects")):
        assert httpx2.get(f"{urls[service]}/v1/{path}", headers=headers).status_code == 200


def test_the_runtime_file_is_its_owners_alone(tier: Tier) -> None:
    mode = (tier.home / "tier.json").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_the_token_is_not_in_the_log(tier: Tier) -> None:
    token = tier.runtime.token.get_secret_value()

    logs = [path for path in tier.home.rglob("*.log") if path.is_file()]
    assert logs
    assert not [path for path in logs if token.encode() in path.read_bytes()]


def test_metrics_count_requests(tier: Tier) -> None:
    metrics = httpx2.get(f"{tier.runtime.gateway_url}/metrics").text

    assert "devmentor" in metrics


def test_ctrl_c_stops_everything_and_leaves_no_child(tmp_path: Path) -> None:
    running = start_tier(tmp_path / "home")
    children = psutil.Process(running.process.pid).children(recursive=True)

    code = stop_tier(running)

    assert code == 0
    assert children
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert not (running.home / "tier.json").exists()


def test_a_killed_tier_takes_its_children_along(tmp_path: Path) -> None:
    running = start_tier(tmp_path / "home", "--no-model")
    children = psutil.Process(running.process.pid).children(recursive=True)

    running.process.kill()
    running.process.wait()

    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive


def test_a_killed_tier_starts_again_and_remembers(tmp_path: Path) -> None:
    first = start_tier(tmp_path / "home", "--no-model")
    headers = {"Authorization": f"Bearer {first.runtime.token.get_secret_value()}"}
    memory = {"text": "Prices are in cents.", "kind": "fact", "scope": "user"}
    kept = httpx2.post(f"{first.runtime.memory_url}/v1/memories", json=memory, headers=headers)
    first.process.kill()
    first.process.wait()
    (first.home / "tier.json").unlink()

    again = start_tier(tmp_path / "home", "--no-model")
    headers = {"Authorization": f"Bearer {again.runtime.token.get_secret_value()}"}
    memories = httpx2.get(f"{again.runtime.memory_url}/v1/memories", headers=headers)
    stop_tier(again)

    assert kept.status_code == 201
    assert "Prices are in cents." in memories.text


def up(home: Path, port_base: int) -> "subprocess.CompletedProcess[str]":
    import os

    return subprocess.run(
        [DEVMENTOR, "up", "--no-dashboard", "--no-model", "--port-base", str(port_base)],
        env={**os.environ, "DEVMENTOR_HOME": str(home)},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    base = free_port_base()
    with socket.create_server(("127.0.0.1", base + 3)):
        refused = up(tmp_path / "home", base)

    assert refused.returncode == 2
    assert str(base + 3) in refused.stderr
    assert "--port-base" in refused.stderr


def test_two_tiers_do_not_share_a_data_folder(tier: Tier) -> None:
    refused = up(tier.home, free_port_base())

    assert refused.returncode == 2
    assert str(tier.process.pid) in refused.stderr
