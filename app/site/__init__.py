"""The front door: home, help, the words every site needs, leaving."""
