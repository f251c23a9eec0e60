"""Groups: what is true in a chat of many: who may change what, when to answer, and manners."""
