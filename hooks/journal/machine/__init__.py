"""What the machine does: files and folders that replace others whole, work that two cores share."""
