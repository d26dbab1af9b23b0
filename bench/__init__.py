"""What speed and size cost, against peers: `make bench`. One module per figure, never in the tests.

Only ratios are judged: both sides run on the same machine, at the same moment, on the same content.
"""
