"""The front door: home, the words every site needs, choices of one browser, leaving."""
