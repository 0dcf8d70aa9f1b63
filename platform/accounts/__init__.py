"""People, organisations, memberships and sign-in; the Actor, a person acting for an organisation."""
