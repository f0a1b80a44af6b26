"""What readers see, as frozen typed values: editions, shared things, their blocks, their JSON."""
