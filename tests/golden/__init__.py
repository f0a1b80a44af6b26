"""Pages as they must come out, byte for byte."""
