"""Field tools: what people come back for when the course is done. No account, and nothing is recorded."""
