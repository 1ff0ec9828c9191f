from tests.cloud.memory.running import Service


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
