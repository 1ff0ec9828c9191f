from pathlib import Path

from tests.cloud.gateway.running import connected, running, settings
from tests.cloud.gateway.scripted_upstream import KEY, says_hello, scripted

from devmentor_cloud.gateway.services import Services
from devmentor_protocol.memory import RecallParams, RememberParams
from devmentor_protocol.mentor import ChatMessage, ChatParams
from devmentor_protocol.methods import CHAT, METHODS, RECALL, REMEMBER, Direction


async def test_every_method_that_is_promised_is_in_the_contract_and_answered(
    tmp_path: Path,
) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        promised = editor.hello.methods

    assert promised == Services.method_names
    assert all(METHODS[name].direction == Direction.EDITOR_TO_CLOUD for name in promised)


async def test_the_sessions_are_ended_with_the_services(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway):
        services = gateway.services
        assert len(services.sessions) == 1

    assert len(services.sessions) == 0


async def test_what_is_remembered_is_recalled_and_shapes_the_next_answer(tmp_path: Path) -> None:
    """The upstream is scripted to look into its prompt; the memory service is the real one."""
    async with scripted(says_hello) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="m")
        async with running(chosen, with_memory=True) as gateway, connected(gateway) as editor:
            fact = RememberParams(text="Every radius is given in furlongs.")
            kept = await editor.peer.call(REMEMBER, fact)
            again = await editor.peer.call(REMEMBER, fact)
            found = await editor.peer.call(RECALL, RecallParams(query="unit of a radius"))
            question = ChatMessage(role="user", content="What is the unit of the radius?")
            answer = await editor.peer.call(CHAT, ChatParams(messages=(question,)))
            async with connected(gateway, token=gateway.token("u2", "o2")) as stranger:
                theirs = await stranger.peer.call(RECALL, RecallParams(query="radius furlongs"))

    assert (kept.merged, again.merged) == (False, True)
    assert [one.memory.text for one in found.memories] == [fact.text]
    assert kept.memory.author == "u1"
    assert answer.receipt.memories == (kept.memory.id,)
    assert "furlongs" in upstream.bodies[0]["messages"][-1]["content"]
    assert theirs.memories == ()
