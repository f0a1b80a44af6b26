"""A site state can be proven: where its head, key and leaves are published, and how copies are held against them."""
