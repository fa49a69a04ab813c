"""The disclosure check: produced files are taken apart and searched for the members' names."""
