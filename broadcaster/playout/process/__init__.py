"""The player as a process: threads, alarm clock, service manager, and the socket it is asked by."""
