"""Who may subscribe, confirm and stop."""

import rules

rules.add_perm("cms.subscribe", rules.always_true)
# Who holds the secret of the link reads that mailbox.
rules.add_perm("cms.confirm_subscription", rules.always_true)
rules.add_perm("cms.end_subscription", rules.always_true)
