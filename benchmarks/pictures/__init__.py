"""Pictures of replies: real answers, drawn as a chat on a phone."""
