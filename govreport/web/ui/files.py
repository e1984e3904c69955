"""文件框: the form field in which several files can be chosen at once."""

from django import forms


class SeveralFiles(forms.ClearableFileInput):
    """A file field in which several files can be chosen at once; its value is a list."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"
