"""The ground that every API stands on: errors, tokens, idempotency, pages, throttles, documents."""
