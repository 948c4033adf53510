"""Templates: schemas that say what a document of a type holds, and the check against them."""

from sopgen.template.check import TemplateCheck
from sopgen.template.loading import Template, Templates, load_templates
from sopgen.template.vocabulary import VOCABULARY, load_vocabulary, parse_vocabulary

__all__ = [
    "VOCABULARY",
    "Template",
    "TemplateCheck",
    "Templates",
    "load_templates",
    "load_vocabulary",
    "parse_vocabulary",
]
