"""What those who keep the site are told: of a proposed change, and of what time does to the rest.

Links that die, facts that nobody has checked for a year, programs in which a weakness was found.
"""
