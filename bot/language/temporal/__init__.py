"""Finding time expressions and resolving them to days."""
