"""The view for the committee's meeting: made to be projected. It knows slides and nothing else."""
