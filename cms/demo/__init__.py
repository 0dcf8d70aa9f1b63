"""The site of the demo world: files with words and facts, and the loader that makes pages of them."""
