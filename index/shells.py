"""What a shell completes after a command: scripts for bash, zsh and fish, written from the options that its help shows.

search --completions bash > ~/.local/share/bash-completion/completions/search
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, NamedTuple

SHELLS = ("bash", "zsh", "fish")
OPTION: dict[str, Any] = {"choices": SHELLS, "metavar": "SHELL", "help": "print what bash, zsh or fish completes"}
FILES = ("FILE", "LOCATION", "PATH")  # what stands for a value that is a file or a folder

# The values of a facet that begin like what is typed, from the index in use, without their counts. What quotes a blank
# in a shell is no part of a word, so it need not be taken away.
_VALUES = "search --values \"{facet}:{word}\" --limit 100 2>/dev/null | sed 's/^ *[0-9,]*  //'"


class Option(NamedTuple):
    """One option: its names, what it is for, and what its value may be (a facet's values, files, one of some words)."""

    flags: tuple[str, ...]
    help: str
    value: str = ""  # what stands for it: N, all|most|any; "" where it takes none
    words: tuple[str, ...] = ()
    facet: str = ""

    @property
    def files(self) -> bool:
        """Whether its value is a file or a folder."""
        return self.value in FILES


def options(parser: argparse.ArgumentParser, facets: Mapping[str, str] | None = None) -> list[Option]:
    """The options of a command in their order; `facets` says of which of them the value is a facet's."""
    found = []
    for action in parser._actions:
        if action.option_strings and action.help != argparse.SUPPRESS:
            words = tuple(map(str, action.choices or ()))
            value = "" if action.nargs == 0 else str(action.metavar or "|".join(words) or action.dest.upper())
            facet = (facets or {}).get(action.option_strings[-1], "")
            found.append(Option(tuple(action.option_strings), action.help or "", value, words, facet))
    return found


def together(options: list[Option]) -> list[Option]:
    """The options with neighbours of the same help and kind of value as one, to be told of once."""
    found: list[Option] = []
    for option in options:
        if found and (found[-1].help, found[-1].value) == (option.help, option.value):
            option = option._replace(flags=found.pop().flags + option.flags)
        found.append(option)
    return found


def commands(parser: argparse.ArgumentParser) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """The commands of a command, with what each is for."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            return {name: (command, helps[name]) for name, command in action.choices.items()}
    return {}


def completions(shell: str, parser: argparse.ArgumentParser, facets: Mapping[str, str] | None = None) -> str:
    """The script by which a shell completes a command."""
    parts = {"": (parser, "")} | commands(parser)
    table = {name: options(part, facets) for name, (part, _) in parts.items()}
    helps = {name: about for name, (_, about) in parts.items() if name}
    paths = {
        name for name, (part, _) in parts.items() if any(a.metavar in FILES for a in part._get_positional_actions())
    }
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](parser.prog, table, helps, paths)


class Completions(argparse.Action):
    """The action of an option that prints such a script, and ends."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option: object = None
    ) -> None:
        """Print it."""
        print(completions(str(values), parser), end="")
        parser.exit()


Table = Mapping[str, list[Option]]  # by command, "" being before any


def _bash(program: str, table: Table, helps: Mapping[str, str], paths: set[str]) -> str:
    lines = [
        f"_{_name(program)}() {{",
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command=\"\" IFS=$'\\n'",
        '    if [[ $cur == = ]]; then cur=""; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi',
    ]
    if helps:
        lines += [
            '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
            f"        case $word in {'|'.join(helps)}) command=$word; break;; esac",
            "    done",
        ]
    lines.append("    COMPREPLY=()")
    lines.append("    case $command:$prev in")
    for name, some in table.items():
        for option in some:
            if option.value:
                wanted = "|".join(f"{name}:{flag}" for flag in option.flags)
                lines.append(f"        {wanted}) {_bash_value(option)}; return;;")
    lines += ["    esac", "    case $command in"]
    for name, some in table.items():
        words = " ".join(flag for option in some for flag in option.flags)
        lines.append(f"        {name or chr(34) * 2}) word=$'{words.replace(' ', chr(92) + 'n')}';;")
    lines += ["    esac", '    if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$word" -- "$cur"))']
    if helps:
        listed = "\\n".join(helps)
        lines.append(f"    elif [[ -z $command ]]; then COMPREPLY=($(compgen -W $'{listed}' -- \"$cur\"))")
    if paths:
        lines.append(f"    elif [[ :{':'.join(sorted(paths))}: == *:$command:* ]]; then {_BASH_FILES}")
    lines += ["    fi", "}", f"complete -F _{_name(program)} {program}"]
    return "\n".join(lines) + "\n"


_BASH_FILES = 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))'


def _bash_value(option: Option) -> str:
    if option.files:
        return _BASH_FILES
    if option.words:
        listed = "\\n".join(option.words)
        return f"COMPREPLY=($(compgen -W $'{listed}' -- \"$cur\"))"
    if option.facet:  # as file names, so that blanks in them are escaped
        asked = _VALUES.format(facet=option.facet, word="$cur")
        return f"compopt -o filenames 2>/dev/null; COMPREPLY=($({asked}))"
    return ":"


def _zsh(program: str, table: Table, helps: Mapping[str, str], paths: set[str]) -> str:
    name = f"_{program}"  # like the file, so that it can be loaded by its name
    lines = [f"#compdef {program}"]
    if any(option.facet for some in table.values() for option in some):
        asked = _VALUES.format(facet="$1", word="$PREFIX")
        lines += [
            f"{name}_values() {{",
            f'    local -a found; found=(${{(f)"$({asked})"}})',
            "    compadd -U -a found",
            "}",
        ]
    lines += [f"{name}() {{", "    local state line"]
    if helps:
        listed = " ".join(f"{command}\\:{_quoted(about, chr(34))}" for command, about in helps.items())
        lines.append("    _arguments -C \\")
        lines += [f"        {_zsh_option(option, name)} \\" for option in table[""]]
        lines += [f"        '1:command:(({listed}))' '*::argument:->arguments'", "    case $line[1] in"]
        for command in helps:
            lines.append(f"        {command}) _arguments \\")
            lines += [f"            {_zsh_option(option, name)} \\" for option in table[command]]
            lines.append(f"            '*:path:{'_files' if command in paths else '()'}';;")
        lines.append("    esac")
    else:
        lines.append("    _arguments \\")
        lines += [f"        {_zsh_option(option, name)} \\" for option in table[""]]
        lines.append("        '*:query:()'")
    lines += ["}", f'if [[ $funcstack[1] == {name} ]]; then {name} "$@"; else compdef {name} {program}; fi']
    return "\n".join(lines) + "\n"


def _zsh_option(option: Option, name: str) -> str:
    about = option.help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    value = ""
    if option.value:
        taken = f"({' '.join(option.words)})" if option.words else " "
        if option.files:
            taken = "_files"
        if option.facet:
            taken = f"{{{name}_values {option.facet}}}"
        value = f":{option.value.split('[')[0].replace('|', ' ')}:{taken}"
    return " ".join(_quoted(f"*{flag}[{about}]{value}") for flag in option.flags)


def _fish(program: str, table: Table, helps: Mapping[str, str], paths: set[str]) -> str:
    lines = [f"complete -c {program} -f"]
    for command, about in helps.items():
        lines.append(f"complete -c {program} -n __fish_use_subcommand -a {command} -d {_quoted(about)}")
    for command in sorted(paths):
        lines.append(f"complete -c {program} -n '__fish_seen_subcommand_from {command}' -F")
    for name, some in table.items():
        when = f" -n '__fish_seen_subcommand_from {name}'" if name else " -n __fish_use_subcommand" if helps else ""
        for option in some:
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
            value = ""
            if option.files:
                value = " -r -F"
            elif option.words:
                value = f" -x -a {_quoted(' '.join(option.words))}"
            elif option.facet:
                asked = _VALUES.format(facet=option.facet, word="(commandline -ct)").replace('"', "")
                value = f" -x -a {_quoted(f'({asked})')}"
            elif option.value:
                value = " -x"
            lines.append(f"complete -c {program}{when} {flags}{value} -d {_quoted(option.help)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str, mark: str = "'") -> str:
    """A text in quotation marks of a shell."""
    if mark == '"':
        return f'"{text}"'.replace("'", "’")
    return "'" + text.replace("'", "'\\''") + "'"


def _name(program: str) -> str:
    return program.replace("-", "_")
