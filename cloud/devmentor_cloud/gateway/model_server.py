"""The child process of the embedded model: `python -m devmentor_cloud.gateway.model_server`.

It serves the OpenAI API on a free loopback port, prints `{"url": …}` on its first line when it is
ready, and ends when its standard input does: a parent that dies takes it along.
"""

import argparse
import importlib
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

KEY_VARIABLE = "DEVMENTOR_MODEL_KEY"
"""The key that callers must present travels in the environment, not on the command line."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve one GGUF file until standard input ends."""
    options = _options(arguments)
    # Before the weights are loaded: a parent may die while they are.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    server = _serve(options, os.environ.pop(KEY_VARIABLE, ""))
    print(json.dumps({"url": f"{server.listening_address}/v1"}), flush=True)
    threading.Event().wait()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="model_server", description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--alias", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--window", type=int, required=True, help="tokens of prompt and answer")
    return parser.parse_args(arguments)


def _serve(options: argparse.Namespace, key: str) -> Any:
    # A hundred megabytes of native code: only ever in this process. It comes without types.
    xllamacpp: Any = importlib.import_module("xllamacpp")

    params = xllamacpp.CommonParams()
    params.model.path = str(options.weights)
    params.model_alias = {options.alias}
    params.n_ctx = options.window
    params.n_parallel = 1
    params.cpuparams.n_threads = options.threads
    params.cpuparams_batch.n_threads = options.threads
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key] if key else []
    params.cors_origins = ""
    params.ui = False
    params.cache_ram_mib = 64  # prompts kept for reuse; eight gigabytes unless told
    return xllamacpp.Server(params)


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)  # native threads would hold an orderly exit up


if __name__ == "__main__":
    main()
