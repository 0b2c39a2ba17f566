#!/usr/bin/python3
"""A mail server for tests: smtp_server.py PORT FOLDER [USER PASSWORD [CERTIFICATE KEY]]. Keeps each message as a file, in order of arrival.

With a user and password it asks a login, and counts in the file "logins" how often someone tried; with a certificate it takes no
command but STARTTLS in the clear. Prints "ready" when it listens, and "kept" after each message. Addresses say what happens to them: refused@ is refused for good (550), busy@ for now (450), spam@ after the text (554), slow@ is kept, but says so three seconds later only, hangs@ is kept and hears nothing.
"""
import asyncio
import itertools
import os
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


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

    # Who mails may write the name of a mechanism small.
    async def auth_login(self, server, args):
        return await server.auth_LOGIN(server, args)

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


def options(folder, user=None, password=None, certificate=None, key=None):
    if user is None:
        return {}

    def login(server, session, envelope, mechanism, given):
        with open(os.path.join(folder, "logins"), "a") as file:
            file.write("one\n")
        return AuthResult(success=(given.login, given.password) == (user.encode(), password.encode()), handled=False)

    asked = {"authenticator": login, "auth_required": True, "auth_require_tls": certificate is not None}
    if certificate is not None:
        asked["tls_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        asked["tls_context"].load_cert_chain(certificate, key)
        asked["require_starttls"] = True
    return asked


controller = Controller(Keep(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]), **options(*sys.argv[2:]))
controller.start()
print("ready", flush=True)
sys.stdin.read()  # Lives as long as whoever started it.
controller.stop()
