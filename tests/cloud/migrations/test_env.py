"""Alembic's entry. The migrations themselves are tested with the stores, on both dialects."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from devmentor_cloud.stores.migrate import FOLDER


def test_the_history_is_one_line() -> None:
    """Two heads would mean that two changes were made beside each other."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    scripts = ScriptDirectory.from_config(config)

    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
    assert Path(scripts.env_py_location).name == "env.py"
