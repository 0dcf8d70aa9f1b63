"""Stories about people at their browsers, told in a real Chromium against a real server."""
