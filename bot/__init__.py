"""Everything that acts: faces, desk, analysis and intake, each layer importing only those below it."""
