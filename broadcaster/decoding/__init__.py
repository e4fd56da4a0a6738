"""Sound files into samples: our own cuts here, a stranger's file in a process of its own."""

from broadcaster.decoding.errors import DecodingError

__all__ = ["DecodingError"]
