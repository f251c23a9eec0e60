"""Unanswered: the topics of questions that the articles do not answer, counted for admins."""
