"""Read and write the tables of this feature; every query returns plain dataclasses."""
