"""The prompt chain's steps: a file a step with its version, its variables and its typed answer; imports nothing of the project."""
