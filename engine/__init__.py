"""Consort: runs export networks of small firms through UNIDO's five phases, with reasons.

Read the house from the bottom up; a module imports only from lines below its own::

    cli  web                the ways in: parse, call the workbench, print; pages and forms
    workbench               the only place where library, store and clock meet
    store  documents        ways out: rows and files; papers
    method_facts            what a case says, under the names that papers and forms ask for
    runtime                 situation, assess, deciding (commands -> events), telling (sentences)
    case                    what happened: messages, case, evolve, lifecycle
    definitions             text -> workflow, with every problem located
    interchange             other people's formats: DMN XML, spreadsheets
    dmn                     decision tables and decision graphs
    feel                    expressions -> values, with warnings and a trace
    source                  text, spans, problems; the exception tree
    possible                what can be done: verb, target, wants; no shell
    language                gettext for everything that people read
"""
