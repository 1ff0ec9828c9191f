from devmentor_analyzers.engine_status import EngineStatus


def test_an_engine_without_a_process_has_neither_pid_nor_memory() -> None:
    status = EngineStatus("ruff", "absent", detail="ruff is not installed.")

    assert (status.pid, status.rss_bytes, status.version) == (None, None, None)
