"""The demo world of Huddinge, Botkyrka and Salem: data files, and the loader that plays them through the actions."""
