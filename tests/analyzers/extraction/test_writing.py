import textwrap

import pytest
from tests.analyzers.extraction.marked import printed, selection
from tests.analyzers.extraction.refused import REFUSED
from tests.analyzers.extraction.same import SAME

from devmentor_analyzers.extraction.place import NotExtracted
from devmentor_analyzers.extraction.writing import with_function


def extracted(marked: str) -> str:
    return with_function(*selection(marked), "extracted")


@pytest.mark.parametrize("marked", SAME.values(), ids=SAME)
def test_the_program_does_the_same(marked: str) -> None:
    before, *_ = selection(marked)

    after = extracted(marked)

    assert "extracted(" in after
    assert printed(after) == printed(before) != ""


@pytest.mark.parametrize(("reason", "marked"), REFUSED.items(), ids=REFUSED)
def test_what_would_do_something_else_is_refused(reason: str, marked: str) -> None:
    with pytest.raises(NotExtracted, match=reason):
        extracted(marked)


def test_a_method_stands_before_the_one_it_came_from() -> None:
    marked = """
        class A:
            # About m.
            @property
            def m(self):
        «        # twice
                a = self.k
                b = a + a

        »        return b
        """

    assert extracted(marked) == textwrap.dedent(
        """\
        class A:
            def extracted(self):
                # twice
                a = self.k
                b = a + a
                return b

            # About m.
            @property
            def m(self):
                b = self.extracted()
                return b
        """
    )


def test_a_function_stands_two_lines_from_what_is_around_it() -> None:
    assert extracted("import os\nprint(«os.sep + '/'»)\n") == (
        "import os\n\n\ndef extracted():\n    return os.sep + '/'\n\n\nprint(extracted())\n"
    )


def test_overloads_stay_together() -> None:
    text = "@overload\ndef f(a: int): ...\n@overload\ndef f(a: str): ...\ndef f(a):\n    return «a + a»\n"

    assert extracted(text).startswith("def extracted(a):\n    return a + a\n\n\n@overload\n")


def test_the_project_indents_as_it_likes() -> None:
    assert extracted("def f(a):\n\tif a:\n«\t\tb = a\n»\t\tprint(b)\n").startswith(
        "def extracted(a):\n\tb = a\n\treturn b\n"
    )


def test_code_that_is_not_finished_is_refused() -> None:
    with pytest.raises(NotExtracted, match="no Python yet"):
        extracted("def f(:\n    «a»\n")
