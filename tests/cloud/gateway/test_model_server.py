import json
import os
import subprocess
import sys

import httpx2
import psutil

from devmentor_cloud.gateway.model_server import KEY_VARIABLE
from devmentor_cloud.gateway.weights import installed_weights

COMMAND = [
    *(sys.executable, "-m", "devmentor_cloud.gateway.model_server", str(installed_weights()[0])),
    *("--alias", "small", "--threads", "1", "--window", "512"),
]


def test_the_child_wants_its_key_and_ends_with_its_parents_pipe() -> None:
    child = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {KEY_VARIABLE: "the-key"},
    )
    assert child.stdout and child.stdin
    url = json.loads(child.stdout.readline())["url"]

    body = {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 4}
    closed = httpx2.post(f"{url}/chat/completions", json=body, trust_env=False)
    opened = httpx2.post(
        f"{url}/chat/completions",
        json=body,
        headers={"Authorization": "Bearer the-key"},
        trust_env=False,
        timeout=60,
    )
    child.stdin.close()

    assert closed.status_code == 401
    assert opened.json()["model"] == "small"
    assert child.wait(10) == 0


def test_a_parent_that_is_killed_takes_the_child_along() -> None:
    script = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({COMMAND!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,"
        " stderr=subprocess.DEVNULL)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(100)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout
    child = psutil.Process(int(parent.stdout.readline()))

    parent.kill()
    parent.wait(10)

    assert psutil.wait_procs([child], timeout=10)[1] == []
