"""Pages for the national office: rounds, keys, preview and signatures; knows protected values only."""
