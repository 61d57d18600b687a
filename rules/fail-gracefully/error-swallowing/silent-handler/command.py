from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *names, **options):
        for name in names:
            try:
                index(name)
            # ok: silent-handler-python
            except Exception:
                pass
