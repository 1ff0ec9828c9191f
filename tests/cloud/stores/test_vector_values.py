import subprocess
import sys

from devmentor_cloud.stores.vector_values import Near


def test_a_service_can_import_the_values_without_the_heavy_client() -> None:
    script = (
        "import sys, devmentor_cloud.memory.vector_index\nprint('qdrant_client' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "False"


def test_values_compare_by_content() -> None:
    assert Near("a", 0.5) == Near("a", 0.5)
