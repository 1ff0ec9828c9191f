from devmentor_analyzers.settings import Settings


def test_everything_is_on_by_default_and_huge_files_are_left_alone() -> None:
    settings = Settings()

    assert (settings.lint, settings.ty, settings.interpreter) == (True, True, None)
    assert settings.max_file_bytes == 2_000_000
