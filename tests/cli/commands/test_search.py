"""`devmentor search`."""

import json
import os
from pathlib import Path

import pytest
from tests.cli.conftest import Run

SHOP = '''\
class Basket:
    one = 1

    two = 2

    three = 3

    four = 4

    five = 5

    def totalPrice(self):
        return sum(self.things)


def read_configuration(path):
    """Load settings from the disk."""
    return open(path)
'''


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "basket.py").write_text(SHOP)
    return folder


def test_people_see_the_place_the_symbol_and_the_best_line(devmentor: Run, shop: Path) -> None:
    shown = devmentor("search", "total price", "shop")

    first, second, *_ = shown.stdout.splitlines()
    assert shown.returncode == 0
    assert first.startswith("shop/basket.py:12  Basket.totalPrice  lines 12-13: ")
    assert second == "    def totalPrice(self):"


def test_scripts_get_path_lines_score_and_why(devmentor: Run, shop: Path) -> None:
    shown = devmentor("search", "load the settings", str(shop), "--json", "-n", "1")

    (hit,) = json.loads(shown.stdout)["hits"]
    assert (hit["path"], hit["start"], hit["end"]) == (str(shop / "basket.py"), 16, 18)
    assert hit["score"] > 0
    assert hit["why"]["terms"] == {"docs": ["load", "settings"]}
    assert hit["why"]["symbol"] == "read_configuration"
    assert hit["why"]["graph"]["factor"] >= 1


def test_the_index_is_made_and_updated_when_needed_and_it_says_so(
    devmentor: Run, shop: Path
) -> None:
    assert "1 read" in devmentor("search", "basket", "shop").stderr

    (shop / "new.py").write_text("def freshly_added(): ...\n")
    shown = devmentor("search", "freshly", "shop")

    assert "Index updated: 2 files" in shown.stderr
    assert "shop/new.py:1" in shown.stdout
    assert devmentor("search", "freshly", "shop").stderr == ""


def test_nothing_found_exits_1(devmentor: Run, shop: Path) -> None:
    shown = devmentor("search", "zebra", str(shop), "--json")

    assert shown.returncode == 1
    assert json.loads(shown.stdout)["hits"] == []
    assert "Nothing found" in shown.stderr


@pytest.mark.parametrize("question", ["", "   ", '"*('])
def test_a_question_without_words_exits_2_and_says_what_to_do(
    devmentor: Run, question: str
) -> None:
    shown = devmentor("search", question)

    assert (shown.returncode, shown.stdout) == (2, "")
    assert "say a name" in shown.stderr


def test_a_path_that_is_not_there_exits_2(devmentor: Run) -> None:
    shown = devmentor("search", "basket", "missing")

    assert shown.returncode == 2
    assert "missing is not a folder" in shown.stderr


def test_a_terminal_is_shown_no_control_characters(devmentor: Run, shop: Path) -> None:
    name = os.fsencode(shop) + b"/odd\x1b[31m\xff.py"
    with open(name, "wb") as file:
        file.write(b"odd_name = '\x1b[2J'\n")

    shown = devmentor("search", "odd_name", "shop")

    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    found = json.loads(devmentor("search", "odd_name", str(shop), "--json").stdout)
    assert os.fsencode(found["hits"][0]["path"]) == name


def test_a_data_folder_that_cannot_be_written_does_not_matter(
    devmentor: Run, shop: Path, devmentor_home: Path
) -> None:
    devmentor_home.write_text("a file where the folder should be")

    shown = devmentor("search", "basket", "shop")

    assert shown.returncode == 0
    assert "in memory" in shown.stderr
