"""Question label: a question on a button, from which it can be read again."""

from bot.chat.replies.text_lines import is_sendable, shorten_line

_LONGEST = 100  # characters; a longer question is no button


def make_question_label(question: str) -> str:
    """Return a question as a button's label, empty where it does not fit on one unchanged."""
    label = shorten_line(question, _LONGEST)
    return label if label == question.strip() and is_sendable(label) else ""
