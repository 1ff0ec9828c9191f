from devmentor_cli.exit_codes import ExitCode


def test_the_codes_that_scripts_rely_on_stay() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "INTERNAL": 3,
        "SIGN_IN_NEEDED": 4,
        "TIER_AWAY": 5,
    }
