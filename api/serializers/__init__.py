"""How each thing is written down. Nothing here asks the database for rows: the views bring them whole."""
