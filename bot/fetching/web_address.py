"""Web addresses: the one spelling of each, and how it is shown."""


def normalize_address(text: str) -> str:
    """Return the address that ``text`` spells; raise FetchError (ADDRESS) where it is none."""
    raise NotImplementedError


def hide_credentials(address: str) -> str:
    """Return an address, however broken, without the credentials in it."""
    raise NotImplementedError
