from tests.cloud.memory.running import Service

from devmentor_cloud.config import load_settings
from devmentor_cloud.memory.app import embedder


async def test_the_service_says_that_it_is_ready_and_describes_itself(service: Service) -> None:
    health = await service.anonymous.get("/healthz")
    ready = await service.anonymous.get("/readyz")
    described = (await service.anonymous.get("/openapi.json")).json()

    assert health.json() == {"status": "ok", "service": "memory"}
    assert ready.json()["checks"]["database"] == "ok"
    assert set(described["paths"]) >= {
        "/v1/memories",
        "/v1/memories/{memory_id}",
        "/v1/memories/recall",
    }


async def test_the_settings_choose_who_computes_vectors() -> None:
    here = embedder(load_settings({}))
    elsewhere = embedder(
        load_settings(
            {
                "DEVMENTOR_EMBEDDINGS_URL": "http://models.test/v1",
                "DEVMENTOR_EMBEDDINGS_MODEL": "bge-m3",
            }
        )
    )

    assert [here.model, elsewhere.model] == ["all-MiniLM-L6-v2-int8", "bge-m3"]
    await here.close()
    await elsewhere.close()
