"""Read and write calls, groups, answers and orders of priority; plain values only."""
