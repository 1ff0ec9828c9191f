from devmentor_analyzers.names.open_texts import OpenTexts


def test_a_worker_is_told_what_it_does_not_know_yet() -> None:
    texts = OpenTexts()
    known: dict[str, str] = {}
    texts.show("file:///a.py", "/a.py", "x = 1")
    texts.show("file:///b.py", "/b.py", "y = 1")

    assert texts.news(known, asked="/a.py") == {"/b.py": "y = 1"}
    assert texts.news(known, asked="/a.py") == {}
    assert texts.news(known, asked="/b.py") == {"/a.py": "x = 1"}


def test_a_closed_document_is_told_once_and_only_to_who_knew_it() -> None:
    texts = OpenTexts()
    known: dict[str, str] = {}
    texts.show("file:///a.py", "/a.py", "x = 1")
    texts.news(known, asked="")

    texts.close("file:///a.py")
    texts.close("file:///never_opened.py")

    assert texts.news(known, asked="") == {"/a.py": None}
    assert texts.news(known, asked="") == {}
    assert texts.news({}, asked="") == {}
