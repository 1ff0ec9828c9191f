from devmentor_analyzers.history.committed import Committed

BEFORE = "one\ntwo\nthree\nfour\n"


def test_an_unchanged_text_is_where_it_was() -> None:
    same = Committed(BEFORE, BEFORE)

    assert [same.before(line) for line in range(4)] == [0, 1, 2, 3]
    assert same.before(99) is None


def test_lines_move_with_what_is_put_before_them() -> None:
    moved = Committed("zero\none\ntwo\nnew\nthree\nfour\n", BEFORE)

    assert [moved.before(line) for line in range(6)] == [None, 0, 1, None, 2, 3]


def test_changed_lines_are_new_and_their_neighbours_are_not() -> None:
    changed = Committed("one\nTWO\nthree\nFOUR\n", BEFORE)

    assert [changed.before(line) for line in range(4)] == [0, None, 2, None]


def test_line_ends_do_not_matter() -> None:
    assert Committed(BEFORE.replace("\n", "\r\n"), BEFORE).before(3) == 3


def test_repeated_lines_are_matched_from_both_ends() -> None:
    assert Committed("a\na\na\n", "a\na\n").before(0) == 0


def test_a_great_change_is_new_as_a_whole() -> None:
    great = Committed("\n".join(["start", *map(str, range(600)), "end"]), "start\nx\nend")

    assert (great.before(0), great.before(300), great.before(601)) == (0, None, 2)
