"""What the doctor says of the machine."""

import socket
from pathlib import Path

from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.machine import (
    look_at_credentials,
    look_at_data_folder,
    look_at_ports,
    look_at_versions,
)


def test_versions_are_told() -> None:
    assert [check_up.part for check_up in look_at_versions()] == ["devmentor", "python"]


def test_a_folder_that_will_be_made_is_well(tmp_path: Path) -> None:
    assert look_at_data_folder(tmp_path / "new" / "folder").health is Health.OK


def test_a_port_that_another_program_holds_is_noted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        gateway = look_at_ports(port_base=port - 1)[0]

    assert gateway.health is Health.NOTE
    assert gateway.fix and "--port-base" in gateway.fix


def test_a_system_without_a_keyring_is_noted() -> None:
    assert look_at_credentials().health is Health.NOTE
