"""One person over all channels: one list of what was said, one consent."""

from domain.people import Assurance
from tests.channels.conftest import Chatting
from tests.channels.test_linking import HANH, MINH, answers, asker, code_for, signed_in
from tests.web.visitor import said_no


async def test_what_was_said_in_a_chat_is_read_on_the_page_and_only_read(chatting: Chatting) -> None:
    await answers(chatting, "u1", "tôi là khách lúc này")
    await answers(chatting, "u1", f"LIENKET {await code_for(chatting, HANH)}")
    await answers(chatting, "u1", "câu hỏi trên Zalo của tôi")
    async with signed_in(chatting, HANH) as mine, signed_in(chatting, MINH) as other:
        (talk,) = await mine.talks()
        assert (talk["title"], talk["label"], talk["read_only"]) == ("câu hỏi trên Zalo của tôi", "Zalo", True)
        said = await mine.messages(talk["id"])
        assert next(one["text"] for one in said) == "câu hỏi trên Zalo của tôi"
        assert not any("khách" in one["text"] for one in said)
        path = f"/api/conversations/{talk['id']}"
        said_no(await mine.change("DELETE", path), 404, "unknown_session")
        said_no(await mine.change("PATCH", path, json={"title": "khác"}), 404, "unknown_session")
        said_no(await mine.post("viết tiếp", talk["id"]), 404, "unknown_session")
        said_no(await other.client.get(f"{path}/messages"), 404, "unknown_session")
        assert await other.talks() == []
        assert (await mine.post("câu hỏi trên trang")).status_code == 202
        assert {one["channel"] for one in await mine.talks()} == {"web", "zalo_oa"}


async def test_one_consent_holds_for_every_chat_and_is_taken_back_anywhere(chatting: Chatting) -> None:
    for who in ("u1", "u2"):
        await answers(chatting, who, f"LIENKET {await code_for(chatting, HANH)}")
    path = "/api/consents/messenger"
    async with signed_in(chatting, HANH) as mine:
        assert (await mine.client.get(path)).json() == {"agreed": False}
        assert not (await asker(chatting, "u1")).messenger_consent
        assert (await mine.change("PUT", path, json={"agreed": True})).status_code == 204
        assert (await mine.change("PUT", path, json={})).status_code == 422
        assert [(await asker(chatting, who)).messenger_consent for who in ("u1", "u2")] == [True, True]
        by_phone = HANH._replace(level=Assurance.PHONE)
        async with signed_in(chatting, by_phone) as phone:
            assert (await phone.client.get(path)).json() == {"agreed": True}
            assert (await phone.change("PUT", path, json={"agreed": False})).status_code == 204
            said_no(await phone.change("PUT", path, json={"agreed": True}), 401, "sign_in")
        assert not (await asker(chatting, "u2")).messenger_consent
