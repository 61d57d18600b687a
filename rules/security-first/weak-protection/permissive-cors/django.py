INSTALLED_APPS = ["corsheaders"]
CORS_ALLOW_CREDENTIALS = True
# ruleid: permissive-cors-python
CORS_ALLOW_ALL_ORIGINS = True
# ok: permissive-cors-python
CORS_ALLOWED_ORIGINS = ["https://shop.example"]
