"""One event, several sources: what all of them report, where they differ, who said what and who carried it."""
