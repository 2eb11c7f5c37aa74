"""Jinja's sandbox, spared its checks where they can find nothing.

A template may read any text, number or date of the plan's nouns, and call what blogcli itself hands to it; everything
else goes through the sandbox of Jinja. What is spared is time alone: a page reads and calls a few hundred times.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime
from functools import partial
from keyword import iskeyword
from types import BuiltinMethodType, CodeType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from blogcli.errors import BlogcliError
from blogcli.model import Comment, Version
from blogcli.plan.pages import ListPage, PostPage, TagPage
from blogcli.plan.parts import Alternates, Entry, Line, Link, Menu
from blogcli.render.amounts import check_call, check_operation, checked_filters
from blogcli.render.comments import ShownComment
from blogcli.render.escaping import written
from blogcli.render.links import Links
from blogcli.render.locale import Speech
from blogcli.render.template_faults import line_in, line_of, message_of

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from jinja2 import BaseLoader, Template, nodes
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

_NOUNS = (Comment, Entry, ListPage, Menu, TagPage, Version)
_TUPLES = (Alternates, Line, Link, PostPage, ShownComment)
# Their methods only say things.
_OWN = frozenset({Links, Speech})
# Harmless on any object, a foreign one too: none is a name by which Python's internals are reached.
_FIELDS = frozenset(
    {field.name for noun in _NOUNS for field in dataclasses.fields(noun)}
    | {name for noun in _TUPLES for name in noun._fields}
    | {"value", "isoformat"}
    | {name for own in _OWN for name in vars(own) if not name.startswith("_")}
)


class _Compiler(CodeGenerator):
    """Compiles the reading of a field to Python's own getattr, and escaping to a function that looks before it acts."""

    def write_commons(self) -> None:
        """Names for what a function of a template uses over and over."""
        super().write_commons()
        self.writeline("written, markup = environment.written, environment.markup")
        self.writeline("method, own = environment.method, environment.own")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if node.attr not in _FIELDS:
            super().visit_Getattr(node, frame)
            return
        self.write("(value if (value := getattr((of := ")
        self.visit(node.node, frame)
        # The sandbox knows the rest: the key of a mapping, or what to say where there is none.
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(pair.key) for pair in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(call if type(call := ")
        self.visit(node.node, frame)
        self.write(") is method and type(call.__self__) in own else ")
        loop = ", _loop_vars=_loop_vars" if frame.loop_frame else ""
        block = ", _block_vars=_block_vars" if frame.block_frame else ""
        self.write(f"environment.guarded(context, call{loop}{block}))(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """What a whole template or block writes is gathered and handed up once: base, block and include are deep."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        frame.buffer = self.gathered = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = []")
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if not node.with_context:
            # Jinja hands this one up past any buffer, so what comes before it has to go first.
            self.writeline(f"yield concat({self.gathered})")
            self.writeline(f"{self.gathered}.clear()")
        super().visit_Include(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("text if type(text := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")) is markup else written(text)")


class Sandbox(SandboxedEnvironment):
    """The sandbox that the theme's templates and the blog's own run in."""

    intercepted_binops = frozenset({"*", "**", "%"})
    code_generator_class = _Compiler
    written = staticmethod(written)
    markup = Markup
    method = MethodType
    own = _OWN

    def __init__(self, loader: BaseLoader, **options: Any) -> None:
        super().__init__(loader=loader, **options)
        self.filters.update(checked_filters(self.filters))
        self._found: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template, read and compiled the first time it is asked for; a page asks for four."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._found:
            found = self._found[name] = super().get_template(name, parent)
            # Every context of the template goes through them, and Jinja's chain of mappings is slow at that.
            found.globals = dict(found.globals)
        return self._found[name]

    def compile(  # type: ignore[override]  # the two kinds of result that it has are nothing to this
        self, source: Any, name: Any = None, filename: Any = None, **options: Any
    ) -> Any:
        """A template compiled; TemplateSyntaxError, with its line, where that is more than Jinja or Python can do."""
        try:
            return super().compile(source, name, filename, **options)
        except (TemplateError, BlogcliError):
            raise
        except Exception as error:
            raise TemplateSyntaxError(message_of(error), line_of(error), name, filename) from error

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except Exception as error:
            raise TemplateSyntaxError(message_of(error), line_in(source, error), None, filename) from error

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator makes; OverflowError where it would be too much."""
        check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a call of something that is not blogcli's own gives; OverflowError where it would be too much."""
        check_call(callee, args, kwargs)
        return super().call(context, callee, *args, **kwargs)

    def guarded(self, context: Context, callee: Any, **variables: Any) -> Any:
        """What calls something that is not blogcli's own, as the sandbox does."""
        if type(callee) is Macro:
            return partial(callee, context.eval_ctx)
        if type(callee) is BuiltinMethodType and type(callee.__self__) is datetime:
            return callee  # such as a date's isoformat: nothing for the sandbox to refuse
        return partial(self.call, context, callee, **variables)
