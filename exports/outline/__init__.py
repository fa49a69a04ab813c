"""The report's evaluation part as a list of blocks: what PDF and Word both print. Knows neither."""
