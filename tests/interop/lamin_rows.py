"""What Python's models read from the tables, in a form that the other side can compare with its own reading."""

import datetime
import json

LABELS = ("lamindb", "bionty", "pertdb")


def models():
    import django.apps

    found = django.apps.apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.app_label in LABELS]


def cell(field, value):
    if value is None:
        return None
    if field.get_internal_type() == "JSONField":
        return json.dumps(value, sort_keys=True)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value // datetime.timedelta(microseconds=1)
    return value


def row(record):
    return {field.column: cell(field, getattr(record, field.attname)) for field in record._meta.concrete_fields}


def rows():
    """Table → rows by id, those of link tables included."""
    return {model._meta.db_table: [row(record) for record in model._base_manager.order_by("pk")] for model in models()}
