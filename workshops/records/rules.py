"""Who may forget and dispose of: time alone."""

import rules

rules.add_perm("workshops.dispose", rules.always_false)  # Retention alone does this, as the system.
