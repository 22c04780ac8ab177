"""Records and stores: the types everything is made of, and the one place that speaks SQL."""
