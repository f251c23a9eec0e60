"""Autolinks: what Telegram makes links of by itself, and how it is kept from that."""
