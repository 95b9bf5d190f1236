from portal.gemeente.models.gebied import Gemeente, Kern, Postcode, Wijk
from portal.gemeente.models.instelling import GemeenteInstelling

__all__ = ["Gemeente", "GemeenteInstelling", "Kern", "Postcode", "Wijk"]
