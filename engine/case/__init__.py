"""Cases: commands and events, what they make of a case, and the lifecycles they obey."""
