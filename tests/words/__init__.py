"""The words of the newsroom's interface: taken from the source, kept in catalogues, whole in every language."""
