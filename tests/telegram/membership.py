"""How somebody stands in a chat, as the Bot API writes it."""

from tests.telegram.shapes import ChatMember, User

_ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics", "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
INSIDE = frozenset({"creator", "administrator", "member", "restricted"})


def describe_member(
    user: User, status: str = "member", *, is_anonymous: bool = False, **rights: bool
) -> ChatMember:
    """Return ``user`` with ``status``; ``rights`` change what an admin or a muted member may do."""
    member: ChatMember = {"user": user, "status": status}
    if status == "creator":
        return {**member, "is_anonymous": is_anonymous}
    if status == "administrator":
        granted = {name: name != "can_promote_members" for name in _ADMIN_RIGHTS} | rights
        return {**member, "is_anonymous": is_anonymous, "can_be_edited": False, **granted}  # type: ignore[typeddict-item]
    if status == "restricted":
        granted = dict.fromkeys(_PERMISSIONS, False) | rights
        return {**member, "is_member": True, "until_date": 0, **granted}  # type: ignore[typeddict-item]
    if status == "kicked":
        return {**member, "until_date": 0}
    return member
