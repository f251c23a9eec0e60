"""Admins: what is kept so that they hear who asks to be let in, and what is asked in vain."""
