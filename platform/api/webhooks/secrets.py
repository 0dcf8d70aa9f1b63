"""Signing secrets: made, and kept so that the database alone does not give them away."""

import base64
import secrets

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"  # Standard Webhooks; lets scanners find a leaked secret
SALT = "api.webhooks.secret"
BYTES = 32


def new_secret() -> str:
    """Return a secret to show once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    """Return `secret` as it is stored: encrypted with a key derived from the installation's own."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the secret again.

    Raises:
        cryptography.fernet.InvalidToken: the installation's key is another one than it was sealed with.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac(SALT, "", secret=key, algorithm="sha256").digest())
