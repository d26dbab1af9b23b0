"""What the gate refuses or points out before anything is published, one module per subject."""
