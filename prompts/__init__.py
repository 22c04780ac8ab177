"""The prompt chain's steps, one file a step with its typed input and output; imports nothing of the project."""
