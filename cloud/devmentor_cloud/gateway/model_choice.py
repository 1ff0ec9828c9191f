"""Which model answers: the configured one, else one that runs here, else the embedded one."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from devmentor_cloud.gateway import detect, local_model
from devmentor_cloud.gateway.providers.endpoint import Endpoint
from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.weights import installed_weights

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 20.0  # how long a question waits for a model that is still loading
_RESTART_SECONDS = 1.0
_RESTARTS = 5
_NO_MODEL = (
    "No model is set up. Fetch the small local one with `devmentor models pull`, start Ollama, "
    "or set DEVMENTOR_PROVIDER_URL and DEVMENTOR_PROVIDER_KEY."
)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What the configuration says of models."""

    provider_url: str | None = None
    provider_key: SecretStr | None = None
    model: str | None = None
    weights: Path | None = None
    candidates: Sequence[detect.Candidate] = detect.KNOWN
    """Programs to look for on loopback; none to look for nothing."""

    local: bool = True
    """Whether the embedded model may be started."""

    look_again: float = 3.0
    """Seconds after which a question without a model makes us look for one again."""

    log: Path | None = None
    """Where the embedded model's own log goes."""


class ModelChoice:
    """Holds the provider in use; keeps the embedded model running when it is the one."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._provider: Provider | None = None
        self._why = _NO_MODEL
        self._decided = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._chosen_at = 0.0

    @property
    def endpoint(self) -> Endpoint | None:
        """What answers now, if anything does."""
        return self._provider.endpoint if self._provider else None

    def start(self) -> None:
        """Choose in the background: the gateway serves while a model loads."""
        self._decided.clear()
        self._chosen_at = asyncio.get_running_loop().time()
        self._task = asyncio.create_task(self._run(), name="model choice")

    async def close(self) -> None:
        """Close connections and stop the embedded model."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._use(None)

    async def provider(self) -> Provider:
        """Return what answers, waiting while it loads. Raises `ProviderFailed` with the reason.

        Where there was none, look again: somebody may have started one, or fetched weights.
        """
        since = asyncio.get_running_loop().time() - self._chosen_at
        idle = self._task is not None and self._task.done() and self._provider is None
        if idle and since >= self._settings.look_again:
            self.start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._decided.wait()
        if self._provider is None:
            raise ProviderFailed(self._why)
        return self._provider

    async def _run(self) -> None:
        try:
            endpoint = await self._remote()
            weights = None if endpoint else self._weights()
            if endpoint:
                await self._use(endpoint)
            elif weights:
                self._why = "The local model is still loading. Try again in a moment."
                await self._keep(weights)
        except ProviderFailed as failed:
            self._why = failed.message
        except Exception:  # noqa: BLE001 - the door of a task: a question must get an answer
            _log.exception("choosing a model failed")
            self._why = "No model could be chosen; the gateway's log says why."
        finally:
            self._decided.set()

    async def _remote(self) -> Endpoint | None:
        settings = self._settings
        if settings.provider_url is None:
            found = await detect.detect(settings.candidates)
            return replace(found, model=settings.model) if found and settings.model else found
        named = Endpoint("", settings.provider_url, settings.model or "", settings.provider_key)
        named = replace(named, name=named.host)
        return named if named.model else replace(named, model=await _first_model(named))

    def _weights(self) -> Path | None:
        if not self._settings.local:
            return None
        return self._settings.weights or next(iter(installed_weights()), None)

    async def _keep(self, weights: Path) -> None:
        """Run the embedded model; start it again when it dies, but not for ever."""
        for _ in range(_RESTARTS):
            try:
                model = await local_model.start(weights, log=self._settings.log)
            except local_model.LocalModelFailed as failed:
                raise ProviderFailed(str(failed)) from failed
            try:
                await self._use(model.endpoint)
                code = await model.ended()
            finally:
                await model.close()
            _log.warning("the local model ended with code %s; starting it again", code)
            self._why = "The local model stopped and is being started again. Try again."
            await self._use(None)
            await asyncio.sleep(_RESTART_SECONDS)
        raise ProviderFailed("The local model keeps stopping. Its log is in the data folder.")

    async def _use(self, endpoint: Endpoint | None) -> None:
        old, self._provider = self._provider, Provider(endpoint) if endpoint else None
        if endpoint:
            _log.info("answers come from %s (%s)", endpoint.name, endpoint.display)
            self._decided.set()
        else:
            self._decided.clear()
        if old:
            await old.close()


async def _first_model(endpoint: Endpoint) -> str:
    provider = Provider(endpoint)
    try:
        offered = await provider.models()
    finally:
        await provider.close()
    if not offered or not isinstance(offered[0].get("id"), str):
        raise ProviderFailed(f"{endpoint.name} lists no model. Set DEVMENTOR_MODEL to one it has.")
    return str(offered[0]["id"])
