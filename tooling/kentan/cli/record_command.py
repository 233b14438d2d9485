"""`kentan record`: a verb for each fact of a case that has none of its own."""

from functools import partial
from typing import Any

import click

from kentan.cli.options import lang_option, root_option
from kentan.cli.verbs import Verbs, spoken
from kentan.cli.writing import on_option, written
from kentan.desk.facts import FACTS, Fact, Question, questions
from kentan.languages import current, mark, messages, translate

_ = messages("cli")
N_ = mark


class Facts(Verbs):
    """A group with a verb for each fact, which may also be called by what people call it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names of the facts, in the order in which a case goes its way."""
        return list(FACTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the verb of a fact, None where there is no such fact."""
        from kentan.desk.editing import plain

        said = plain(cmd_name)
        return next((_verb(fact) for fact in FACTS.values() if fact.is_called(said)), None)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of facts, each with who records it."""
        with formatter.section(_("Facts")):
            formatter.write_dl([(name, _told(fact)) for name, fact in FACTS.items()])


def _told(fact: Fact) -> str:
    who = translate("desk", fact.who, current())
    return _("{fact} (recorded by {who})").format(fact=fact.label, who=who)


def _verb(fact: Fact) -> click.Command:
    """Return the verb of a fact: its main question is answered without an option, each other one by an option."""
    verb = click.argument("case")(click.command(fact.name)(partial(_record, fact)))
    explained = _("CASE is the id of a case.")
    for each in questions(fact):
        if each.name == fact.main:
            told = _("CASE is the id of a case, {name} this: {meaning}")
            explained = told.format(name=each.name.upper(), meaning=_meaning(each))
            click.argument(each.name, required=False)(verb)
        else:
            option = f"--{each.name.replace('_', '-')}"
            click.option(option, metavar="TEXT", multiple=each.is_several, help=_meaning(each))(verb)
    if fact.is_dated:
        on_option(verb)
    verb.help = f"{_told(fact)}\n\n{explained}"
    return spoken(lang_option(root_option(verb)))


def _meaning(question: Question) -> str:
    """Return what a question means, with all words by which it may be answered."""
    labels = ((each.value, translate("records", each.label, current())) for each in question.words or ())
    words = [_("{word} ({label})").format(word=word, label=label) for word, label in labels]
    return f"{question.meaning} {' / '.join(words)}".strip()


def _record(fact: Fact, case: str, root: str | None, on: str | None = None, **answers: Any) -> int:
    from kentan.desk.recording import record

    said = {name: text for name, text in answers.items() if text and str(text).strip()}
    return written(root, on, lambda loaded, moment: record(loaded, fact, case, said, moment))


@click.command(
    cls=Facts,
    subcommand_metavar="FACT CASE ...",
    help=N_("What is missing is asked for, with all choices. Each fact tells more: kentan record FACT --help"),
)
@lang_option
def command() -> None:
    """Record a fact."""
