"""A small environment for the tests: a library and one installed package."""

from pathlib import Path

from devmentor_analyzers.importables.where import Where


def environment(folder: Path) -> Where:
    """Write it; `store` is installed, `clock` is of the library."""
    files = {
        "lib/clock.py": "def tick(): pass\n",
        "lib/_private.py": "def hidden(): pass\n",
        "site-packages/store/__init__.py": "from .fruit import Apple\nfrom store.more import *\n",
        "site-packages/store/fruit.py": "class Apple: pass\nclass Pear: pass\n",
        "site-packages/store/more.py": "def tickle(): pass\n",
        "site-packages/store/tests/__init__.py": "def tested(): pass\n",
        "site-packages/store-1.0.dist-info/METADATA": "Name: store\nVersion: 1.0\n",
        "site-packages/store-1.0.dist-info/RECORD": "store/__init__.py,,\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    modules = ("_private", "clock", "math")
    return Where("3.x", str(folder / "lib"), modules, (str(folder / "site-packages"),))
