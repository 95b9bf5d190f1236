"""Measuring: pages, search and the way from clone to ready. `make bench` runs it; nothing here is a test."""
