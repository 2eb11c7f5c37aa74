"""Commands that are imported and built when they are called, so that a script pays for one and not for all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

from blogcli.errors import EXIT_USAGE


class _Commands(Mapping[str, Any]):
    """Command names to commands, each made from "module:function" (or "module:app", a group) at its first use."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table
        self.built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.built:
            module, _, attribute = self.table[name].partition(":")
            self.built[name] = _build(name, getattr(import_module(f"blogcli.cli.{module}"), attribute))
        return self.built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


def _build(name: str, target: Any) -> Any:
    if isinstance(target, typer.Typer):
        group = typer.main.get_group(target)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name)(target)
    return typer.main.get_command(alone)


def lazy_group(table: Mapping[str, str]) -> type[TyperGroup]:
    """A kind of command group whose commands come from the table."""

    class LazyGroup(TyperGroup):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.commands = _Commands(table)  # type: ignore[assignment]

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            if not args and not ctx.resilient_parsing:  # a group alone does nothing: say what there is
                print(ctx.get_help(), file=sys.stderr)
                raise typer.Exit(EXIT_USAGE)
            return list(super().parse_args(ctx, args))

    return LazyGroup
