from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.refusal import Refusal


def test_a_refusal_is_about_the_call_unless_told_otherwise() -> None:
    assert Refusal("no").code is ExitCode.USAGE
    assert Refusal("no", ExitCode.INTERNAL).code is ExitCode.INTERNAL
