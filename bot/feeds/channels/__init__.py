"""Channels of Telegram among the feeds: nobody fetches them, their posts come by themselves."""
