"""How good the search is: judged queries over the demo catalogue, and the measures."""
