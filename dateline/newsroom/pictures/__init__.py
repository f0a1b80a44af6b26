"""What the newsroom does with pictures: reads what files say, decodes them apart, lists them, knows their uses."""
