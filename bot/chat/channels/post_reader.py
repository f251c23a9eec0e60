"""Post reader: what an update says of a channel's post."""

from telegram import (
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot.chat.channels.channel_post import ChannelPost


def read_post(update: Update) -> ChannelPost | None:
    """Return the post of an update, None where it tells of no post."""
    message = update.channel_post or update.edited_channel_post
    if message is None:
        return None
    origin = message.forward_origin
    edit_date = message.edit_date if update.edited_channel_post else None
    return ChannelPost(
        update.update_id,
        message.chat_id,
        message.message_id,
        message.text or message.caption or "",
        origin.date if origin else message.date,
        message.chat.title or "",
        edit_date.timestamp() if edit_date else float(bool(update.edited_channel_post)),
        message.chat.username or "",
        _name_origin(message),
        _name_author(message),
        message.media_group_id or "",
        _find_bold_end(message),
        message.new_chat_title or "",
    )


def _name_origin(message: Message) -> str:
    """Return who wrote a forwarded post, nothing where it was not forwarded."""
    match message.forward_origin:
        case MessageOriginChannel() as origin:
            return origin.chat.title or ""
        case MessageOriginChat() as origin:
            return origin.sender_chat.title or ""
        case MessageOriginUser() as origin:
            return origin.sender_user.full_name
        case MessageOriginHiddenUser() as origin:
            return origin.sender_user_name
    return ""


def _name_author(message: Message) -> str:
    """Return the signature that the readers of the channel see."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel | MessageOriginChat):
        return origin.author_signature or ""
    return "" if origin else message.author_signature or ""


def _find_bold_end(message: Message) -> int:
    """Return the offset, in characters, at which the bold type ends with which a text begins."""
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    units = 0
    for entity in sorted(entities, key=lambda entity: entity.offset):
        if entity.type != MessageEntity.BOLD or entity.length <= 0:
            continue
        if entity.offset > units and not _is_ornament(text, units, entity.offset):
            break
        units = max(units, entity.offset + entity.length)
    return _count_characters(text, units)


def _is_ornament(text: str, start: int, end: int) -> bool:
    """Tell whether a range in UTF-16 code units has no letters, as pictures before a headline."""
    piece = text[_count_characters(text, start) : _count_characters(text, end)]
    return not any(map(str.isalnum, piece)) and "\n" not in piece


def _count_characters(text: str, units: int) -> int:
    """Return the number of characters in so many UTF-16 code units."""
    data = text.encode("utf-16-le", "surrogatepass")[: max(units, 0) * 2]
    return len(data.decode("utf-16-le", "ignore"))
