"""Pages with which goals are made and led: everything that can be done with them can be done here."""
