"""A bot that forgets some questions and answers others twice: what a soak test has to notice."""

import json
import os
import sys
import time
import urllib.request

BASE = f"{os.environ['DATELINE_TELEGRAM_API_URL']}/bot{os.environ['DATELINE_TELEGRAM_TOKEN']}"


def call(method: str, **parameters: object) -> object:
    request = urllib.request.Request(  # noqa: S310 (the address is loopback's)
        f"{BASE}/{method}",
        json.dumps(parameters).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            return json.load(response)["result"]
    except OSError:
        return None


def main(forgets: int, repeats: int) -> None:
    """Forget each ``forgets``-th message, and answer each ``repeats``-th twice; 0 for none."""
    offset = count = 0
    while True:
        updates = call("getUpdates", offset=offset, timeout=10)
        if not isinstance(updates, list):
            time.sleep(0.2)
            continue
        for update in updates:
            offset = update["update_id"] + 1
            message = update.get("message") or update.get("edited_message")
            if message is None:
                continue
            count += 1
            if forgets and count % forgets == 0:
                continue
            for _ in range(2 if repeats and count % repeats == 0 else 1):
                reply = {"message_id": message["message_id"]}
                chat = message["chat"]["id"]
                call("sendMessage", chat_id=chat, text="It rained.", reply_parameters=reply)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
