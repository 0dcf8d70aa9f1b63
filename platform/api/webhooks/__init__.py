"""Webhooks: the log delivered to organisations' own systems, per Standard Webhooks (https://www.standardwebhooks.com).

A subscription names streams and an address. What is written in one of them is sent there, signed: identifiers and
facts, never views. The receiver fetches what it may see through the API.

Deliveries are retried until they succeed or are given up, so the same event may come twice; `webhook-id` stays the
same. They may also come in another order than they happened: `seq` counts without gaps in each stream and tells.
"""
