from devmentor_analyzers.token_kinds import KINDS, MODIFIERS


def test_each_word_of_the_legend_is_there_once() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert len(set(MODIFIERS)) == len(MODIFIERS)
