"""newswire on Celery: thin tasks around `pipeline.stages`."""
