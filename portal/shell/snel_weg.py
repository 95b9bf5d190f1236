"""The quick exit of the zelfcheck and the melding."""

#: Where it leads: a page that anybody may have open. It is only a link; nothing is fetched from it.
SNEL_WEG = "https://www.google.nl/"
