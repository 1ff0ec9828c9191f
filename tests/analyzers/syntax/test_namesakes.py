from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.namesakes import is_known, namesakes, role_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range

CODE = """\
class Pot:
    kind = 1
    def __init__(self):
        self.hot = True
    def f(self):
        self.hot
        Pot.hot
        Pot.kind
make(hot=x)
"""


def ranges(code: str, word: str) -> list[Range]:
    lines, found, start = LineIndex(code), list[Range](), code.find(word)
    while start >= 0:
        end = start + len(word)
        found.append(Range(start=lines.position(start), end=lines.position(end)))
        start = code.find(word, end)
    return found


def test_an_attribute_of_the_class_is_not_one_of_its_objects() -> None:
    parsed, places = Parsed("python", CODE), ranges(CODE, "hot")[:3]

    assert namesakes(parsed, places[0].start, places, all_here=True) == {2}
    assert namesakes(parsed, places[2].start, places, all_here=True) == {0, 1}


def test_what_other_files_may_bind_is_kept() -> None:
    parsed, places = Parsed("python", CODE), ranges(CODE, "hot")[:3]

    assert namesakes(parsed, places[0].start, places, all_here=False) == set()


def test_an_attribute_the_class_binds_is_one_of_its_objects_too() -> None:
    code = CODE.replace("self.hot\n", "self.kind\n")
    parsed, places = Parsed("python", code), ranges(code, "kind")

    assert namesakes(parsed, places[0].start, places, all_here=True) == set()


def test_a_name_used_before_it_has_a_value_is_another() -> None:
    code = "print(x)\nx = 1\n[x for y in x]\n"
    parsed, places = Parsed("python", code), ranges(code, "x")

    assert namesakes(parsed, places[1].start, places, all_here=True) == {0}
    assert not is_known(parsed, places[0])


def test_a_name_has_a_role_where_it_stands() -> None:
    parsed = Parsed("python", CODE)
    roles = [role_of(parsed, each) for each in ranges(CODE, "hot")]

    assert roles == ["object binding", "attribute", "class access", "keyword"]
