"""The models of a small library."""

from django.db import models
from django.db.models import Q


class Member(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    invited_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    joined_at = models.DateTimeField(auto_now_add=True)


class Book(models.Model):
    isbn = models.CharField(max_length=13, unique=True)
    title = models.CharField(max_length=200, db_index=True)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    readers = models.ManyToManyField(Member, related_name="wishes", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(check=Q(price__gte=0), name="book_price")]


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    lent_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "lent_on"], name="loan_once_a_day")]
        indexes = [models.Index(fields=["member", "lent_on"], name="loan_of_member")]
