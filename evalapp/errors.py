"""The one error of the user's world."""

from __future__ import annotations

from typing import TypeAlias

Param: TypeAlias = "str | int | list[str] | EvalError"


class EvalError(Exception):
    """Something the user can cause and can mend: a wrong file, a full disk, a late answer.

    It carries a stable code and its parameters, never prose: the sentence is phrased in the user's
    language by ``ui.messages``. Whatever else is raised is a bug.

    Attributes:
        code: a stable word such as ``"points-not-on-scale"``.
        params: what the sentence names; text, numbers, lists of text, or another
            ``EvalError`` as the cause.
    """

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def of(self, document: str) -> EvalError:
        """The same fault, said of another kind of document than its code's."""
        return type(self)(self.code, **{**self.params, "document": document})

    def about(self, file: str) -> EvalError:
        """The same fault, of a file that is called by another name."""
        return type(self)(self.code, **{**self.params, "file": file})

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"
