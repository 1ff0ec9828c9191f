from pathlib import Path

from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.name_engine import NameEngine


def test_jedis_workers_are_a_name_engine(tmp_path: Path) -> None:
    engine: NameEngine = Names([tmp_path], None)

    assert engine.status().name == "jedi"
