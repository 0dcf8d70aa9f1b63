"""The public face: pages that everybody may read."""
