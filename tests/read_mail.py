#!/usr/bin/python3
"""Reads a message as any mail program would, and writes as JSON what it holds: read_mail.py FILE."""
import email
import email.policy
import json
import sys

with open(sys.argv[1], "rb") as file:
    raw = file.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
print(json.dumps({
    "headers": [[name, str(value)] for name, value in message.items()],
    "type": message.get_content_type(),
    "parts": [[part.get_content_type(), part.get_content_charset(), part.get_content(), part.get_param("method") or "", part.get_content_disposition() or "", part.get_payload(decode=True).hex()]
              for part in message.walk() if not part.is_multipart()],
    "defects": [str(defect) for part in message.walk() for defect in part.defects],
    "ascii": all(byte < 128 for byte in raw),
}))
