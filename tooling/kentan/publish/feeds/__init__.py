"""Feeds: new answers as Atom, meetings and deadlines as calendars that people subscribe to, in each language."""
