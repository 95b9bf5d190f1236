from socialekaart.models.adres import OudAdres
from socialekaart.models.catalogus import CataloguePage
from socialekaart.models.keuzes import Bereik, Toegang, Trede
from socialekaart.models.locatie import LocatiePage
from socialekaart.models.organisatie import OrganisatiePage
from socialekaart.models.tijden import Openingstijd, Uitzondering
from socialekaart.models.vocabulaire import Doelgroep, Leefgebied
from socialekaart.models.voorziening import VoorzieningPage, VoorzieningPlek

__all__ = [
    "Bereik",
    "CataloguePage",
    "Doelgroep",
    "Leefgebied",
    "LocatiePage",
    "Openingstijd",
    "OrganisatiePage",
    "OudAdres",
    "Toegang",
    "Trede",
    "Uitzondering",
    "VoorzieningPage",
    "VoorzieningPlek",
]
