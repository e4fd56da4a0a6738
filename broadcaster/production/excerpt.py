"""A part of a long sound that stands for the whole: blocks taken evenly, the memory bounded."""

from dataclasses import dataclass, field

from broadcaster.decoding.samples import Block

MOST_BLOCKS = 64
"""About a minute of blocks of a second. Of a sound that is shorter, every block is kept."""


@dataclass
class Excerpt:
    """Every `stride`-th of the blocks offered so far; the stride doubles when too many are kept."""

    blocks: list[Block] = field(default_factory=list)
    stride: int = 1
    offered: int = 0

    def offer(self, block: Block) -> None:
        """Keep the next block, if it is its turn."""
        if self.offered % self.stride == 0:
            self.blocks.append(block)
        self.offered += 1
        if len(self.blocks) > MOST_BLOCKS:
            self.blocks = self.blocks[::2]
            self.stride *= 2
