from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *names, **options):
        for name in names:
            try:
                convert(name)
            # ok: print-only-handler-python
            except Exception as error:
                print(f"{name}: {error}")
