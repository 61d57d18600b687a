import os

SECRET_KEY = os.environ["SECRET_KEY"]
# ruleid: debug-mode-python
DEBUG = True
ALLOWED_HOSTS = ["shop.example"]
INSTALLED_APPS = ["django.contrib.auth"]
