#!/usr/bin/python3
"""A mail server for tests: smtp_server.py PORT FOLDER. Keeps each message as a file, in order of arrival.

Prints "ready" when it listens, and "kept" after each message. Addresses say what happens to them: refused@ is refused for good (550), busy@ for now (450), spam@ after the text (554), slow@ is kept, but says so three seconds later only, hangs@ is kept and hears nothing.
"""
import asyncio
import itertools
import os
import sys
import time

from aiosmtpd.controller import Controller


class Keep:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 No such user here"
        if address.startswith("busy"):
            return "450 4.2.1 Mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 We do not want this"
        # The time comes first, so that order holds after a restart as well.
        name = "%020d-%06d-%s" % (time.time_ns(), next(self.numbers), envelope.rcpt_tos[0])
        path = os.path.join(self.folder, name)
        with open(path + ".tmp", "wb") as file:
            file.write(envelope.content)
        os.rename(path + ".tmp", path + ".eml")
        print("kept", flush=True)
        if envelope.rcpt_tos[0].startswith("slow"):
            await asyncio.sleep(3)
        if envelope.rcpt_tos[0].startswith("hangs"):
            await asyncio.sleep(3600)
        return "250 Kept"


controller = Controller(Keep(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
sys.stdin.read()  # Lives as long as whoever started it.
controller.stop()
