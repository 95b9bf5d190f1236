"""Searches that found nothing: counted without who, answered by visitors, made good by editors."""
