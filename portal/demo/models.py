"""What the demo has already made. Whatever stands here is the editors' own from then on, also when they delete it."""

from django.db import models


class DemoOnderdeel(models.Model):
    sleutel = models.CharField(max_length=200, unique=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sleutel
