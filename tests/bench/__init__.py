"""`make bench`: every figure a document quotes, each beside its reference in the same run."""
