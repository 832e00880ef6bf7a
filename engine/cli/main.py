"""``consort``: every command by name, its module imported only when it is called.

The list of commands is a table of names, places and one-line helps, so that ``consort --help``
imports nothing but click.
"""

import sys
from importlib import import_module
from typing import Any, Final, NamedTuple

import click


class Offered(NamedTuple):
    """Where a command stands and what it is for."""

    place: str
    help: str


COMMANDS: Final[dict[str, Offered]] = {
    "new": Offered("networks:new", "Begin a network."),
    "list": Offered("portfolio:list_networks", "List every network with where it stands."),
    "todo": Offered("portfolio:todo", "Show the day over all your networks."),
    "portfolio": Offered("portfolio:portfolio", "Count networks by phase, health, what holds up."),
    "refresh": Offered("portfolio:refresh", "Look at every network anew (for cron)."),
    "status": Offered("status:status", "Show where a network stands."),
    "why": Offered("why:why", "Say why a phase is not complete, and who can change it."),
    "next": Offered("why:next_steps", "Say what to do next: late, this week, nearest gate, rest."),
    "member": Offered("members:member", "Add firms; commit, activate, suspend, leave, exclude."),
    "tick": Offered("tasks:tick", "Tick a step off, with its proof."),
    "untick": Offered("tasks:untick", "Take a tick back, with a reason."),
    "waive": Offered("tasks:waive", "Do without a step, with a reason."),
    "reopen-task": Offered("tasks:reopen_task", "Open a step again, with a reason."),
    "record": Offered("records:record", "Write something down: a meeting, hours, a survey."),
    "records": Offered("records:records", "Show what was written down."),
    "phase": Offered("phases:phase", "Open, complete, reopen or skip a phase."),
    "criterion": Offered("phases:criterion", "Confirm, revoke or waive a condition."),
    "parameter": Offered("phases:parameter", "Show or set this network's own thresholds."),
    "project": Offered("projects:project", "Add a project and move it along."),
    "ballot": Offered("ballots:ballot", "Put a question to the members and count."),
    "groups": Offered("groups:groups", "Propose groups from the constraint survey."),
    "split": Offered("reorganise:split", "Give some members to a new network."),
    "merge": Offered("reorganise:merge", "End a network in another one."),
    "suspend": Offered("networks:suspend", "Let a network rest."),
    "resume": Offered("networks:resume", "Wake a network that rests."),
    "hand-over": Offered("networks:hand_over", "Give a network to another facilitator."),
    "change": Offered("networks:change", "Correct a network's title, currency, zone or cluster."),
    "close": Offered("networks:close", "Close a network in good order."),
    "dissolve": Offered("networks:dissolve", "Dissolve a network by a recorded decision."),
    "history": Offered("history:history", "Tell what happened, when, and by whom."),
    "verify": Offered("history:verify", "Prove that nothing on record was changed."),
    "rebuild": Offered("history:rebuild", "Make lists and snapshots again from the history."),
    "backup": Offered("safekeeping:backup", "Write everything into one file, and check it."),
    "restore": Offered("safekeeping:restore", "Make a database out of a backup."),
    "salvage": Offered("safekeeping:salvage", "Save what still holds of a damaged database."),
    "forget": Offered("history:forget", "Erase a person; the history still verifies."),
    "render": Offered("documents:render", "Make a document from what is on record."),
    "documents": Offered("documents:documents", "List the documents and what each still needs."),
    "issue": Offered("issuing:issue", "Put a version of a document on record."),
    "adopt": Offered("issuing:adopt", "Adopt an issued version by a passed ballot."),
    "redline": Offered("issuing:redline", "Compare two versions by article, clause and word."),
    "verify-document": Offered("issuing:verify_document", "Tell whether a file is an issued text."),
    "template": Offered("templates:template", "Begin, check and preview your own templates."),
    "sign": Offered("templates:sign", "Sign a PDF (needs the extra 'sign')."),
    "check": Offered("check:check", "Check plan, rule and template files and run their examples."),
    "draw": Offered("draw:draw", "Draw a plan, a lifecycle, or where a network stands."),
    "feel": Offered("rules:feel", "Evaluate an expression of the rule language."),
    "decide": Offered("rules:decide", "Ask a decision table."),
    "decision": Offered("rules:decision", "List, show, check, export and import decision tables."),
    "dmn": Offered("dmn:dmn", "Run DMN models and the DMN test kit."),
    "cluster": Offered("clusters:cluster", "Describe clusters: where networks come from."),
    "org": Offered("organisations:org", "Make and list organisations that share a database."),
    "user": Offered("user:user", "Say who may come in by the browser, and in which role."),
    "serve": Offered("serve:serve", "Serve Consort to browsers."),
    "demo": Offered("demo:demo", "Play the fictional network 'Textile eight' from start to end."),
}


class Commands(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names in the order of the table: as a network lives."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, importing its module."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, name = entry.place.split(":")
        command: click.Command = getattr(import_module(f"engine.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list from the table, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command; a name that is none is answered with the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415  only after a mistake

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f", did you mean {near[0]!r}?" if near else ", 'consort --help' lists them"
            ctx.fail(f"there is no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"max_content_width": 80})
@click.version_option(package_name="consort", prog_name="consort")
def consort() -> None:
    """Run export networks of small firms through UNIDO's five phases, with reasons.

    Every command takes --db URL (or CONSORT_DB), --org NAME (or CONSORT_ORG), --today DATE,
    --format text|json, --lang, and --as NAME (or CONSORT_ACTOR) for who acts.

    Exit status: 0 done, 1 declined, 2 wrong usage.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 declined (nothing was written), 2 wrong usage or file."""
    sys.exit(run(arguments))


MOST_SHOWN: Final = 60
"""Letters shown of a word that is declined."""


def readable(arguments: list[str]) -> None:
    """Decline words that are no text: bytes of the terminal that UTF-8 does not know.

    Raises:
        UsageError: shows them, with the bytes as they came.
    """
    for word in arguments:
        if "\0" in word:
            shown = word.replace("\0", "\\x00")[:MOST_SHOWN]
            raise click.UsageError(f"{shown} holds a sign of no text, \\x00; leave it out")
        try:
            word.encode()
        except UnicodeEncodeError:
            shown = word.encode("utf-8", "backslashreplace").decode()[:MOST_SHOWN]
            message = f"{shown} is not written in UTF-8; set the terminal to it, then type it again"
            raise click.UsageError(message) from None


def once(arguments: list[str]) -> None:
    """Decline a single option that is given twice: one of the two would be lost without a word.

    Raises:
        UsageError: names the option.
    """
    command: click.Command = consort
    context = click.Context(consort, info_name="consort")
    while isinstance(command, click.Group):
        words = [word for word in arguments if not word.startswith("-")]
        inner = command.get_command(context, words[0]) if words else None
        if inner is None:
            return  # told where the command is looked up
        arguments = arguments[arguments.index(words[0]) + 1 :]
        context = click.Context(inner, info_name=words[0], parent=context)
        command = inner
    try:
        _values, _rest, order = command.make_parser(context).parse_args(args=list(arguments))
    except click.UsageError:
        return  # told where the command is carried out
    for one in order:
        single = isinstance(one, click.Option) and not one.multiple and not one.is_flag
        if single and order.count(one) > 1:
            message = f"{one.opts[0]} is given twice, and it holds one value"
            raise click.UsageError(message, context)


def run(arguments: list[str] | None = None, **settings: Any) -> int:
    """Run a command and return its exit status; refusals become one sentence on stderr."""
    try:
        words = sys.argv[1:] if arguments is None else arguments
        readable(words)
        once(words)
        status = consort.main(arguments, prog_name="consort", standalone_mode=False, **settings)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        return 1
    except click.ClickException as wrong:
        wrong.show()
        return int(wrong.exit_code)
    except Exception as problem:
        from engine.cli.refusals import status_of  # noqa: PLC0415  keeps --help free of imports

        status = status_of(problem)
        if status is None:
            raise
        return status
    return status if isinstance(status, int) else 0  # click gives the status of an early exit
