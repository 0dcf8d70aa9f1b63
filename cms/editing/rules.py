"""Who may do what with drafts. Wagtail's own forms ask `cms.editing.rights`; these are asked of what follows."""

import rules

from cms.publishing.rules import is_editor

# Wagtail has judged already whether the person may save or review; these write down that it happened.
rules.add_perm("cms.record_drafting", is_editor)
