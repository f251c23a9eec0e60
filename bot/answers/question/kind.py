"""QuestionKind: what sort of message a question is, and so which way leads to its answer."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """The kinds of questions; each has its own way to an answer and its own shape of reply."""

    FACT = "fact"
    YES_NO = "yes_no"
    WHY_HOW = "why_how"
    WHO_IS = "who_is"
    TOPIC = "topic"
    BROWSE = "browse"
    FOLLOW_UP = "follow_up"
    COURTESY = "courtesy"
    ABOUT_BOT = "about_bot"
    EMPTY = "empty"
