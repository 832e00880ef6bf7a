"""What a case says, under the names that papers and forms ask for.

::

    keeping     where a fact is kept: records of a type, or what brings it about
    sources     what facts are made from
    recorded    facts that are the records of one type
    made        facts made of more: members, meetings, projects, positions
    country     what is known of the network's country and of its legal form there
    adopted     facts of an adoption
    lineage     what a text translates, restates, and follows
    facts       the one way in: a fact by its name
"""
