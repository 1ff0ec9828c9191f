"""Programs that fail in the ways a language server can: real ones do not on demand."""

import sys

_ANSWER = """
import json, os, sys, time
def hear():
    length = 0
    while (line := sys.stdin.buffer.readline()).strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return json.loads(sys.stdin.buffer.read(length)) if length else sys.exit()
def say(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n%b" % (len(body), body))
    sys.stdout.buffer.flush()
def publish(uri, count):
    at = {"line": 0, "character": 0}
    each = {"range": {"start": at, "end": at}, "message": "Again.", "severity": 2}
    say(method="textDocument/publishDiagnostics", params={"uri": uri, "diagnostics": [each] * count})
def greet(**capabilities):
    say(id=hear()["id"], result={"capabilities": capabilities})
"""
_PROGRAMS = {
    "hangs": "greet(hoverProvider=True); time.sleep(600)",
    "crashes": "greet(hoverProvider=True); hear(); hear(); sys.exit('on fire')",
    "garbage": "print('no LSP at all\\n' * 10_000, flush=True); time.sleep(600)",
    "another protocol": "say(id=hear()['id'], result=[1, 2, 3]); time.sleep(600)",
    "floods once": """
greet()
while True:
    message = hear()
    if message.get("method") == "textDocument/didOpen":
        publish(message["params"]["textDocument"]["uri"], 100_000)
""",
    "floods on": """
greet()
while True:
    message = hear()
    if message.get("method") == "textDocument/didOpen":
        for _ in range(100_000):
            publish(message["params"]["textDocument"]["uri"], 1)
""",
    "starts at the second go": """
import pathlib
if not pathlib.Path("been").exists():
    pathlib.Path("been").touch()
    time.sleep(600)
greet()
while True:
    message = hear()
    if message.get("method") == "textDocument/didOpen":
        publish(message["params"]["textDocument"]["uri"], 1)
""",
    "grows": "greet(hoverProvider=True); held = bytearray(os.urandom(1) * 200_000_000); time.sleep(600)",
}


def command(fault: str) -> tuple[str, ...]:
    """How to start one that fails so."""
    return (sys.executable, "-I", "-c", _ANSWER + _PROGRAMS[fault])
