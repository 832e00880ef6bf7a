"""The runtime: commands become events, events fold into cases, and every verdict has its reason."""
