"""Offers coming in from files: a pure reader and row check, and the writing behind them."""
