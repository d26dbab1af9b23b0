"""Calendars that people subscribe to, or take one visit from (RFC 5545)."""
