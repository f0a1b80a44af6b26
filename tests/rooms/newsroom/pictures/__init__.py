"""The newsroom's pictures: what files say, what is refused, the library, uses, replacing."""
