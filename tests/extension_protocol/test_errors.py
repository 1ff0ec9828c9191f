from devmentor_protocol.errors import RETRYABLE, ErrorCode, RpcError


def test_codes_of_our_own_are_in_the_range_json_rpc_leaves_to_servers() -> None:
    own = [code for code in ErrorCode if -32_070 < code <= -32_050]

    assert len(own) == len(set(own)) == 12


def test_an_error_shows_its_code_and_message_but_not_its_data() -> None:
    error = RpcError(ErrorCode.DENIED, "Not here.", {"token": "secret"})

    assert str(error) == "Not here."
    assert "secret" not in repr(error)


def test_what_may_be_tried_again_says_nothing_about_the_request() -> None:
    assert ErrorCode.CONNECTION_LOST in RETRYABLE
    assert not RETRYABLE & {ErrorCode.INVALID_PARAMS, ErrorCode.UNAUTHORIZED}
