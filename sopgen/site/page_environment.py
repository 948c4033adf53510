"""Jinja for pages: templates compiled to do no more than ours need.

A page prints and calls hundreds of times, and there are thousands of pages.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from enum import StrEnum
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, CondExpr, Const, Expr
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape


class _Compiler(CodeGenerator):
    """What is HTML already is not wrapped anew, piece by piece, for all of it is joined at once.

    What is no HTML is escaped, as ever. Nothing that a template calls asks for Jinja's context.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 Jinja's own
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escape(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 Jinja's own
        if forward_caller or not _is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_CondExpr(self, node: CondExpr, frame: Frame) -> None:  # noqa: N802 Jinja's own
        """What is said under a condition, and nothing otherwise: that takes no undefined value."""
        if node.expr2 is None:
            node = CondExpr(node.test, node.expr1, Const(""), environment=node.environment)
        super().visit_CondExpr(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


def _is_plain(node: Call) -> bool:
    """Whether Python writes the call's arguments in the same way."""
    names = (argument.key for argument in node.kwargs)
    return not (node.dyn_args or node.dyn_kwargs or any(map(iskeyword, names)))


class _Macro(Macro):
    """A macro that is called at once where it gets values in order, as it does nearly always."""

    def __init__(
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        *more: bool,  # whether it takes other names, other values and a caller, and is escaped
    ) -> None:
        super().__init__(environment, func, name, arguments, *more)
        self._says = func
        self._unsaid = (missing,) * len(arguments)
        self._is_plain = more == (False, False, False, True)

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 whatever a template says
        if kwargs or not self._is_plain or len(args) > len(self._unsaid):
            return super().__call__(*args, **kwargs)
        return Markup(self._says(*args, *self._unsaid[len(args) :]))  # noqa: S704 escaped there


class PageEnvironment(Environment):
    """Templates escape what is no HTML; no function that they call may ask for a context."""

    code_generator_class = _Compiler
    Macro = _Macro

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 Jinja's own
        super().__init__(**options)
        self._loaded: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 Jinja's own name
    ) -> Template:
        """A template by its name; one that is there does not change, whoever asks for it."""
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows; nothing is added once the first of them is there."""
        return {**self.globals, **(d or {})}

    @staticmethod
    def escape(value: object) -> str:
        """The value as HTML, to be joined with what stands around it."""
        if type(value) is Markup:
            return value
        if type(value) is str or isinstance(value, StrEnum):
            return _escaped(value)
        return str(value) if type(value) is int else escape(value)


def _escaped(text: str) -> str:
    """The same as Markupsafe's, without the wrapping that whatever joins it takes off again."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")
