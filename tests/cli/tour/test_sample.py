"""The sample of the tour."""

from devmentor_cli.tour.sample import EXPLAINED_LINE, NAME, SAMPLE, sample_folder


def test_the_sample_is_there_and_then_gone() -> None:
    with sample_folder() as folder:
        assert (folder / NAME).read_text() == SAMPLE
    assert not folder.exists()


def test_the_line_that_is_explained_computes_something() -> None:
    assert SAMPLE.splitlines()[EXPLAINED_LINE - 1].strip().startswith("return sum(")
