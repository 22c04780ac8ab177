"""What an update asks for, read without a store and without a network."""

import json
from typing import Any

import pytest

from bot.telegram.inbox.asked import File, Link, NoText, Text, asked, command
from bot.telegram.inbox.updates import Me, received
from storage.jobs import Received
from tests.telegram.standin import ME, entities, units

US = Me(42, "attribot_test_bot")
WORDS = "The harbour of Brenn was closed on Friday and about forty ships waited in the Lissa Strait for the wind. "


def message(text: str | None = None, **fields: Any) -> dict[str, Any]:
    base = {"message_id": 5, "date": 100, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False}}
    return base | ({"text": text, "entities": entities(text)} if text is not None else {}) | fields


def group(text: str, **fields: Any) -> dict[str, Any]:
    return message(text, **{"chat": {"id": -1001, "type": "supergroup"}, "from": {"id": 8, "is_bot": False}} | fields)


def wanted(given: dict[str, Any]) -> bool:
    return received({"update_id": 1, "message": given}, US) is not None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (message("hello"), True),
        (message(pinned_message={}), False),
        (message("x", via_bot={"id": 42}), False),
        (group("hello"), False),
        (group("/brief"), True),
        (group("/brief@attribot_test_bot x"), True),
        (group("/brief@other_bot x"), False),
        (group("see @attribot_test_bot"), True),
        (group("see @Attribot_Test_Bot"), True),
        (group("see @attribot_test_bots"), False),
        (group("💥💥 @attribot_test_bot"), True),
        (group("x", reply_to_message={"from": ME, "message_id": 1}), True),
        (group("x", reply_to_message={"from": ME, "message_id": 1, "forum_topic_created": {}}), False),
        (group("/brief", **{"from": {"id": 3, "is_bot": True}}), False),
        (group("/brief", **{"from": {"id": 3, "is_bot": True}, "sender_chat": {"id": -1001}}), True),
        (group("", migrate_to_chat_id=-5), True),
    ],
)
def test_who_is_answered(given: dict[str, Any], expected: bool) -> None:
    assert wanted(given) is expected


def test_other_updates_ask_for_other_work() -> None:
    who = {"id": 7, "is_bot": False}
    press = received({"update_id": 3, "callback_query": {"id": "1", "from": who, "message": {"chat": {"id": -5}}}}, US)
    assert press is not None
    assert (press.kind, press.chat, press.lane) == ("button", -5, "button -5 7")
    inline = received({"update_id": 4, "inline_query": {"id": "1", "from": who, "query": "x"}}, US)
    assert inline is not None
    assert inline.kind == "inline"
    assert received({"update_id": 5, "edited_message": message("x")}, US) is None


def test_of_a_channel_s_posts_only_commands_for_the_bot_are_taken() -> None:
    def taken(text: str) -> Received | None:
        post = {**message(text), "chat": {"id": -1007, "type": "channel"}, "sender_chat": {"id": -1007}}
        command = text.split(" ", maxsplit=1)[0]
        if command.startswith("/"):
            post["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return received({"update_id": 5, "channel_post": post}, US)

    assert taken("The toll may rise.") is None
    assert taken("/follow@other_bot Velmar") is None
    kept = taken("/follow Velmar")
    assert kept is not None
    assert (kept.kind, kept.chat, kept.user, "message" in json.loads(kept.record)) == ("message", -1007, -1007, True)


def test_a_lone_half_of_a_character_is_stored_as_it_came() -> None:
    kept = received({"update_id": 1, "message": message("bad \ud83d text")}, US)
    assert kept is not None
    kept.record.encode("utf-8")


@pytest.mark.parametrize(
    ("given", "gather", "still_open"),
    [
        (message("x" * 4096), "text", True),
        (message("short"), "text", False),
        (message("/help"), None, False),
        (message("💥" * 1600), "text", True),
        (message("no", reply_to_message={"message_id": 3}), None, False),
        (message("x" * 4096, forward_origin={"type": "user"}), None, False),
        (message(photo=[], media_group_id="9"), "album 9", True),
        (group("@attribot_test_bot " + "x" * 4000), None, False),
    ],
)
def test_what_may_be_a_part_of_more(given: dict[str, Any], gather: str | None, still_open: bool) -> None:
    kept = received({"update_id": 1, "message": given}, US)
    assert kept is not None
    assert (kept.gather, kept.open) == (gather, still_open)


def test_links_in_words_entities_and_buttons() -> None:
    hidden = {"type": "text_link", "offset": 0, "length": 3, "url": "https://b.example.org/2"}
    keys = {"inline_keyboard": [[{"text": "read", "url": "https://c.example.org/3"}]]}
    given = message("see https://a.example.org/1", reply_markup=keys)
    given["entities"] = [hidden]
    assert asked([given], US) == [
        Link("https://a.example.org/1"),
        Link("https://b.example.org/2"),
        Link("https://c.example.org/3"),
    ]


def test_a_bare_address_that_telegram_marked_is_a_link() -> None:
    given = message("example.org/news")
    given["entities"] = [{"type": "url", "offset": 0, "length": units("example.org/news")}]
    assert asked([given], US) == [Link("https://example.org/news")]


def test_a_text_keeps_its_link_for_a_button() -> None:
    (found,) = asked([message(f"{WORDS * 3} https://a.example.org/1")], US)
    assert isinstance(found, Text)
    assert found.link == "https://a.example.org/1"


def test_parts_are_joined_where_telegram_cut_them() -> None:
    full = "a" * 4096
    (whole,) = asked([message(full), message("bc"), message("Next.")], US)
    assert isinstance(whole, Text)
    assert whole.text == f"{full}bc Next."
    (lines,) = asked([message(f"{WORDS}Ended.", message_id=1), message("Next.")], US)
    assert isinstance(lines, Text)
    assert lines.text.endswith("Ended.\nNext.")


def test_a_call_without_more_means_the_message_it_answers() -> None:
    other = {"message_id": 2, "from": {"id": 9}, "text": "https://a.example.org/1"}
    assert asked([group("/brief", reply_to_message=other)], US) == [Link("https://a.example.org/1")]
    assert asked([group("@attribot_test_bot", reply_to_message=other)], US) == [Link("https://a.example.org/1")]
    quoted = group("/brief", reply_to_message=other, quote={"text": WORDS * 4})
    (found,) = asked([quoted], US)
    assert isinstance(found, Text)
    assert asked([group("/brief", reply_to_message={"from": ME, "text": "https://a.org/1", "message_id": 1})], US) == []
    assert asked([group("/brief")], US) == []


def test_files_pictures_and_captions() -> None:
    file = {"file_id": "f", "file_name": "A.PDF", "file_size": 10, "mime_type": "application/pdf"}
    assert asked([message(document=file)], US) == [File("f", "A.PDF", 10, "pdf")]
    assert asked([message(document={"file_id": "f", "mime_type": "text/plain"})], US) == [File("f", "", 0, "text")]
    assert asked([message(document={"file_id": "f", "file_name": "a.docx"})], US) == [File("f", "a.docx", 0, None)]
    assert asked([message(photo=[], caption="look")], US) == [NoText()]
    (caption,) = asked([message(photo=[], caption=WORDS)], US)
    assert isinstance(caption, Text)
    assert asked([message(sticker={})], US) == [NoText()]


def test_a_forwarded_post_s_own_signature_is_no_link_to_brief() -> None:
    place = {
        "type": "channel",
        "date": 1_773_300_000,
        "message_id": 12,
        "chat": {"title": "Velmar Daily", "username": "velmardaily"},
    }
    (post,) = asked([message(f"{WORDS * 5} https://t.me/velmardaily", forward_origin=place)], US)
    assert isinstance(post, Text)
    assert post.link is None
    assert post.facts is not None
    assert (post.facts.link, post.facts.outlet, post.facts.published) == (
        "https://t.me/velmardaily/12",
        "Velmar Daily",
        "2026-03-12",
    )
    hidden = message(WORDS * 5, forward_origin={"type": "hidden_user", "sender_user_name": "X", "date": 1})
    (text,) = asked([hidden], US)
    assert isinstance(text, Text)
    assert text.facts is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/help", ("help", "", False)),
        ("/Brief@attribot_test_bot  https://a.org", ("brief", "https://a.org", True)),
        ("/start b_abc", ("start", "b_abc", False)),
        ("no /help", None),
        ("/usr/bin/env", None),
    ],
)
def test_commands(text: str, expected: tuple[str, str, bool] | None) -> None:
    found = command(message(text))
    assert (found and (found.name, found.rest, found.addressed)) == expected
