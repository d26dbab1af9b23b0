"""What the machine does: files and folders that replace others whole, what was made once and is
kept, work that two cores share.
"""
