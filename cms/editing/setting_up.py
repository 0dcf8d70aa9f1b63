"""What the rest of the house has to know of drafting, entered when the app starts."""


def enter() -> None:
    """Enter events, rules, mail, and the rights of pages, pictures and files."""
    from wagtail.models import Page
    from wagtail.permissions import register_permission_policy

    from cms.editing import events, mail, rules  # noqa: F401
    from cms.editing.rights import page_policy
    from cms.library import showing  # noqa: F401
    from cms.library.models import CouncilDocument, CouncilImage
    from cms.library.rights import document_policy, picture_policy

    register_permission_policy(Page, page_policy)
    # Exactly these: Wagtail enters its own for the same models when its apps start, after this one.
    register_permission_policy(CouncilImage, picture_policy, exact_class=True)
    register_permission_policy(CouncilDocument, document_policy, exact_class=True)
