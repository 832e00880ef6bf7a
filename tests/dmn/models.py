"""Decision models for tests, as text."""

VERSIONS = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


def model(body: str, namespace: str = "urn:test", version: str = "1.5") -> bytes:
    """Return a document with these elements."""
    return (
        f'<definitions xmlns="{VERSIONS[version]}" namespace="{namespace}" name="Test" id="d">'
        f"{body}</definitions>"
    ).encode()


def item(name: str, kind: str, rest: str = "", *, many: bool = False) -> str:
    """Return an item definition."""
    return (
        f'<itemDefinition name="{name}" isCollection="{str(many).lower()}">'
        f"<typeRef>{kind}</typeRef>{rest}</itemDefinition>"
    )


def given(name: str, kind: str = "") -> str:
    """Return an input."""
    variable = f'<variable name="{name}" typeRef="{kind}"/>'
    return f'<inputData id="{name}" name="{name}">{variable}</inputData>'


def literal(text: str, kind: str = "") -> str:
    """Return a literal expression."""
    return f'<literalExpression typeRef="{kind}"><text>{text}</text></literalExpression>'


def decision(name: str, expression: str, *needs: str, kind: str = "") -> str:
    """Return a decision; ``needs`` are ids of inputs, or ``decision:id``, ``knowledge:id``."""
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/>'
        f"{''.join(map(_need, needs))}{expression}</decision>"
    )


def id_of(name: str) -> str:
    """Return an id for a name: an xsd:ID holds no blank."""
    return name.replace(" ", "_")


def knowledge(name: str, logic: str, *needs: str, kind: str = "") -> str:
    """Return a business knowledge model; ``logic`` starts with its parameters."""
    return (
        f'<businessKnowledgeModel id="{id_of(name)}" name="{name}">'
        f'<variable name="{name}" typeRef="{kind}"/>'
        f"<encapsulatedLogic>{logic}</encapsulatedLogic>{''.join(map(_need, needs))}"
        "</businessKnowledgeModel>"
    )


def parameter(name: str, kind: str = "") -> str:
    """Return a formal parameter."""
    return f'<formalParameter name="{name}" typeRef="{kind}"/>'


def _need(need: str) -> str:
    kind, colon, target = need.partition(":")
    target = target if colon else need
    href = target if "#" in target else f"#{target}"
    match kind:
        case "decision":
            inner = f'<requiredDecision href="{href}"/>'
        case "knowledge":
            inner = f'<requiredKnowledge href="{href}"/>'
            return f"<knowledgeRequirement>{inner}</knowledgeRequirement>"
        case _:
            inner = f'<requiredInput href="{href}"/>'
    return f"<informationRequirement>{inner}</informationRequirement>"


LOAN = model(
    item("tRating", "string", '<allowedValues><text>"good", "poor"</text></allowedValues>')
    + '<itemDefinition name="tFirm"><itemComponent name="name"><typeRef>string</typeRef>'
    "</itemComponent><itemComponent name='years'><typeRef>number</typeRef></itemComponent>"
    "</itemDefinition>"
    + given("Firm", "tFirm")
    + given("Amount", "number")
    + knowledge(
        "Monthly rate",
        parameter("sum", "number") + parameter("months", "number") + literal("sum / months"),
        kind="number",
    )
    + decision(
        "Rating",
        '<decisionTable id="t" hitPolicy="FIRST" outputLabel="Rating">'
        '<input id="i1"><inputExpression id="e1" typeRef="number"><text>Firm.years</text>'
        "</inputExpression><inputValues><text>&gt;= 0</text></inputValues></input>"
        '<output id="o1" name="Rating" typeRef="string"><outputValues><text>"good", "poor"</text>'
        '</outputValues><defaultOutputEntry><text>"poor"</text></defaultOutputEntry></output>'
        '<annotation name="Reason"/>'
        '<rule id="r1"><inputEntry><text>&gt;= 3</text></inputEntry>'
        '<outputEntry><text>"good"</text></outputEntry>'
        "<annotationEntry><text>long enough in business</text></annotationEntry></rule>"
        "</decisionTable>",
        "Firm",
        kind="tRating",
    )
    + decision(
        "Offer",
        '<context><contextEntry><variable name="rate" typeRef="number"/>'
        "<invocation><literalExpression><text>Monthly rate</text></literalExpression>"
        '<binding><parameter name="sum"/><literalExpression><text>Amount</text>'
        "</literalExpression></binding>"
        '<binding><parameter name="months"/><literalExpression><text>12</text>'
        "</literalExpression></binding></invocation></contextEntry>"
        "<contextEntry><literalExpression>"
        '<text>if Rating = "good" then rate else null</text>'
        "</literalExpression></contextEntry></context>",
        "Amount",
        "decision:Rating",
        "knowledge:Monthly_rate",
        kind="number",
    )
    + '<decisionService id="Offers" name="Offers"><variable name="Offers"/>'
    '<outputDecision href="#Offer"/><encapsulatedDecision href="#Rating"/>'
    '<inputData href="#Firm"/><inputData href="#Amount"/></decisionService>'
    + '<knowledgeSource id="Guide" name="Guide" locationURI="https://example.org/guide"/>'
)
