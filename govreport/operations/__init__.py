"""运行维护: backup and restore, what the machine reports about itself, and the pages shown while it cannot serve."""
