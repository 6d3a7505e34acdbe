"""The stages of the pipeline: ids in, the ids of the next stage out.

Every stage may run twice, stop half-way or come late.
"""
