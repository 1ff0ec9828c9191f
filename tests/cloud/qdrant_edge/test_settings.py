import subprocess
import sys


def test_a_parent_can_name_the_variable_without_loading_the_engine() -> None:
    script = (
        "import sys, devmentor_cloud.qdrant_edge.settings as s\n"
        "print(s.KEY_VARIABLE, 'uvicorn' in sys.modules or 'starlette' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.split() == ["DEVMENTOR_QDRANT_EDGE_KEY", "False"]
