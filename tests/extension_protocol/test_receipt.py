from devmentor_protocol.receipt import Receipt, Rung, SourceRef


def test_a_receipt_travels_in_camel_case() -> None:
    receipt = Receipt(
        rung=Rung.LOCAL,
        sources=(SourceRef(path="a.py", start_line=1, end_line=2),),
        stages_ms={"first_token": 12.5},
    )

    body = receipt.model_dump(mode="json")

    assert body["sources"] == [{"path": "a.py", "startLine": 1, "endLine": 2}]
    assert body["stagesMs"] == {"first_token": 12.5}
    assert Receipt.model_validate(body) == receipt


def test_an_offline_answer_needs_no_model() -> None:
    assert Receipt(rung=Rung.OFFLINE).model is None
