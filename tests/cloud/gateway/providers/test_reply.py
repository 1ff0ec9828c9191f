from devmentor_cloud.gateway.providers.reply import choices, speaks, text_of


def test_the_announcement_of_a_role_says_nothing_yet() -> None:
    assert not speaks({"choices": [{"delta": {"role": "assistant", "content": None}}]})
    assert not speaks({"choices": []})
    assert not speaks({"choices": "rubbish"})


def test_words_tool_calls_and_an_end_all_speak() -> None:
    assert speaks({"choices": [{"delta": {"content": "a"}}]})
    assert speaks({"choices": [{"delta": {"tool_calls": [{"id": "1"}]}}]})
    assert speaks({"choices": [{"delta": {}, "finish_reason": "stop"}]})


def test_the_text_of_a_chunk_without_any_is_empty() -> None:
    assert text_of({"choices": [{"delta": {"content": None}}]}) == ""
    assert text_of({"choices": [{"delta": {"content": "word"}}]}) == "word"
    assert text_of({"usage": {}}) == ""


def test_only_objects_count_as_choices() -> None:
    assert choices({"choices": [1, {"index": 0}]}) == [{"index": 0}]
