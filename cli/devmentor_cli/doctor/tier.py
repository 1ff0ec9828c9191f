"""The tier: which rung this machine is on, what the tier uses, whether it can answer."""

from importlib.util import find_spec

import psutil

from devmentor_cli.doctor.check_up import CheckUp, Health
from devmentor_cli.session import connected_bridge
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime

START = "Start one on this machine: devmentor up"


async def look_at_rung(tier_url: str | None) -> CheckUp:
    """Dial the tier as an editor would."""
    async with connected_bridge(tier_url) as bridge:
        status = bridge.status
    if status.rung is Rung.OFFLINE:
        return CheckUp("rung", Health.NOTE, f"offline: {status.detail}", START)
    model = f", model {status.model}" if status.model else ""
    return CheckUp("rung", Health.OK, f"{status.rung.value}: {status.tier}{model}")


def look_at_tier_memory() -> CheckUp | None:
    """Memory of this machine's tier and its children; None when there is no tier."""
    runtime = read_runtime()
    if runtime is None or not psutil.pid_exists(runtime.pid):
        return None
    tier = psutil.Process(runtime.pid)
    total = sum(process.memory_info().rss for process in (tier, *tier.children(recursive=True)))
    return CheckUp("tier memory", Health.OK, f"{total / 1e6:.0f} MB, process {runtime.pid}")


def look_at_weights() -> CheckUp:
    """Whether a local model can be started."""
    if find_spec("fastapi") is None:
        fix = "pip install 'devmentor[cloud]'"
        return CheckUp("local tier", Health.NOTE, "its packages are not installed", fix)
    from devmentor_cloud.gateway.weights import installed_weights

    weights = installed_weights()
    if not weights:
        return CheckUp("local model", Health.NOTE, "no weights here", "devmentor models pull")
    return CheckUp("local model", Health.OK, weights[0].name)
