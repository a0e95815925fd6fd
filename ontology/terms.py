"""The names of the terms, for Python: the one module that owns namespaces.

Terms are plain strings. The names are literal types, so that a type checker finds a misspelt one
and an editor completes it; that they are those of ``kavshiri.ttl`` is tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

__all__ = [
    "CLASSES",
    "DATA",
    "ONTOLOGY",
    "PREFIXES",
    "PROPERTIES",
    "SHAPES",
    "ClassName",
    "PropertyName",
    "TermName",
    "code_iri",
    "graph_iri",
    "kav",
]

ONTOLOGY: Final = "https://w3id.org/kavshiri/ontology#"
SHAPES: Final = "https://w3id.org/kavshiri/shapes#"
DATA: Final = "https://w3id.org/kavshiri/id/"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kav": ONTOLOGY,
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "shape": SHAPES,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

ClassName: TypeAlias = Literal[
    "ActionPlan",
    "PlanElement",
    "Division",
    "Objective",
    "Activity",
    "Statement",
    "Participation",
    "Mention",
    "Indicator",
    "Target",
    "Verification",
    "Funding",
    "Deadline",
    "Risk",
    "Abbreviation",
    "SourceDocument",
    "SourceText",
    "SourceCell",
    "UnusedText",
    "StakeholderGroup",
    "Assessment",
    "Finding",
    "Dependency",
    "Measure",
    "Overlap",
    "Verdict",
    "Run",
    "Question",
    "Variable",
]

PropertyName: TypeAlias = Literal[
    "periodStart",
    "periodEnd",
    "document",
    "plan",
    "partOf",
    "divisionKind",
    "order",
    "objective",
    "expectedResult",
    "note",
    "activityType",
    "hasParticipation",
    "hasIndicator",
    "hasVerification",
    "hasFunding",
    "hasDeadline",
    "hasRisk",
    "activity",
    "organisation",
    "role",
    "within",
    "mention",
    "resolvedBy",
    "confidence",
    "involves",
    "lead",
    "support",
    "partner",
    "donor",
    "reportingBody",
    "dueBy",
    "adminResource",
    "text",
    "hasTarget",
    "targetValue",
    "targetMax",
    "unit",
    "fundingKind",
    "amountState",
    "amount",
    "currency",
    "funder",
    "asStated",
    "periodFrom",
    "periodTo",
    "precision",
    "riskCategory",
    "shortForm",
    "fullForm",
    "abbreviates",
    "fileName",
    "sha256",
    "format",
    "lineCount",
    "column",
    "headerPrinted",
    "columnIndex",
    "row",
    "field",
    "firstLine",
    "lastLine",
    "unusedReason",
    "acronym",
    "contextualLabel",
    "contextHint",
    "hostedBy",
    "chairedBy",
    "unresolved",
    "suggestion",
    "dependsOn",
    "about",
    "findingKind",
    "severity",
    "scope",
    "from",
    "to",
    "layer",
    "weight",
    "evidence",
    "criticalEvidence",
    "measureKind",
    "value",
    "between",
    "cases",
    "fewCases",
    "score",
    "wordsScore",
    "actorsScore",
    "typesScore",
    "peopleScore",
    "verdict",
    "programVersion",
    "inputHash",
    "hasParameter",
    "hasColumn",
    "variableName",
    "valueType",
    "defaultValue",
    "allowedValue",
    "codeList",
]

TermName: TypeAlias = ClassName | PropertyName

CLASSES: Final[tuple[ClassName, ...]] = get_args(ClassName)
PROPERTIES: Final[tuple[PropertyName, ...]] = get_args(PropertyName)


def kav(name: TermName) -> str:
    """Return the IRI of a term of the ontology.

    >>> kav("Activity")
    'https://w3id.org/kavshiri/ontology#Activity'
    """
    return ONTOLOGY + name


def code_iri(code_list: str, code: str, base: str = DATA) -> str:
    """Return the IRI of a code. ``base`` is that of the data, with its closing slash.

    >>> code_iri("role", "lead")
    'https://w3id.org/kavshiri/id/code/role/lead'
    """
    return f"{base}code/{code_list}/{code}"


def graph_iri(name: str, base: str = DATA) -> str:
    """Return the IRI of a named graph: ``source``, ``computed``, ``plan/migration-2019`` and so on.

    >>> graph_iri("plan/migration-2019")
    'https://w3id.org/kavshiri/id/graph/plan/migration-2019'
    """
    return f"{base}graph/{name}"
