"""Pages for everybody; reads releases and nothing else."""
