from devmentor_protocol.errors import ErrorCode
from devmentor_protocol.methods import METHODS
from devmentor_protocol.schema import contract_schema


def test_every_method_is_in_the_table_with_types_that_are_defined() -> None:
    schema = contract_schema()

    assert schema["x-methods"].keys() == METHODS.keys()
    for method in schema["x-methods"].values():
        assert {method["params"], method["result"], method["item"]} <= schema["$defs"].keys()
        assert method["since"] >= 1


def test_fields_are_named_as_they_travel() -> None:
    properties = contract_schema()["$defs"]["HelloParams"]["properties"]

    assert "protocolVersion" in properties


def test_errors_and_limits_are_stated() -> None:
    schema = contract_schema()

    assert schema["x-errors"]["OFFLINE"] == ErrorCode.OFFLINE
    assert schema["x-limits"]["maxFrameBytes"] == 1_048_576
