from pathlib import Path

from tests.analyzers.importables.installed import environment

from devmentor_analyzers.importables.modules import libraries, modules


def test_the_library_comes_first_and_stubs_stand_for_what_is_written_in_c(tmp_path: Path) -> None:
    library, store = libraries(environment(tmp_path))

    names = {module.name: module.path.suffix for module in modules(library)}
    assert names == {"clock": ".py", "math": ".pyi", "os.path": ".py"}
    assert (store.name, store.version) == ("store", "1.0")


def test_public_modules_of_a_package_are_listed_those_at_the_top_first(tmp_path: Path) -> None:
    _, store = libraries(environment(tmp_path))

    assert [module.name for module in modules(store)] == ["store", "store.fruit", "store.more"]
