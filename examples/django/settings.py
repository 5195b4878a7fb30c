"""The settings of a small project: one application with models, and the database of the developer."""

SECRET_KEY = "only for this example"
INSTALLED_APPS = ["library"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The engine decides in which SQL the models are printed: it goes with the targets of whimbrel.yaml.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "library.db",
    }
}
