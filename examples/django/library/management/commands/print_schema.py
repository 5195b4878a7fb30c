"""Prints the tables of all models as SQL, without the migrations of Django."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Prints the tables of all models as SQL of the default database."
    requires_migrations_checks = False

    def handle(self, *args, **options):
        # Statements are collected, not run; a table of a many-to-many field comes with its model.
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            for model in apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        self.stdout.write("\n".join(editor.collected_sql))
