"""Whether a JSON value has the shape that a client library's own types give it.

The libraries accept more than their types say, and pydantic looks neither into lazy sequences nor at members that a
TypedDict does not name; a misspelt member is just what is to be found here.
"""

import collections.abc
import inspect
import types
import typing

import pydantic
import typing_extensions

_WRAPPERS = {typing.Required, typing.NotRequired, typing_extensions.Required, typing_extensions.NotRequired}
_SEQUENCES = {list, collections.abc.Iterable, collections.abc.Sequence}
_MAPPINGS = {dict, collections.abc.Mapping}
_UNIONS = {typing.Union, types.UnionType}


def problems(value, shape, where="body") -> list[str]:
    """What is wrong with a value, each as one line; empty when it has the shape."""
    origin = typing.get_origin(shape)
    arguments = typing.get_args(shape)
    if shape in (object, typing.Any) or isinstance(shape, typing.TypeVar):
        return []
    if isinstance(shape, typing.ForwardRef) or isinstance(shape, str):
        return []
    if origin is typing.Annotated or origin in _WRAPPERS:
        return problems(value, arguments[0], where)
    if origin in _UNIONS:
        found = [problems(value, choice, where) for choice in arguments]
        return [] if [] in found else min(found, key=_distance)
    if origin is typing.Literal:
        return [] if value in arguments else [f"{where}: {value!r} is none of {arguments}"]
    if origin in _SEQUENCES or shape is list:
        if not isinstance(value, list):
            return [f"{where}: {_name(value)} where a list is due"]
        inner = arguments[0] if arguments else object
        return [line for i, item in enumerate(value) for line in problems(item, inner, f"{where}[{i}]")]
    if origin in _MAPPINGS or shape is dict:
        if not isinstance(value, dict):
            return [f"{where}: {_name(value)} where an object is due"]
        inner = arguments[1] if len(arguments) == 2 else object
        return [line for key, item in value.items() for line in problems(item, inner, f"{where}.{key}")]
    if typing_extensions.is_typeddict(shape):
        return _typed_dictionary(value, shape, where)
    if inspect.isclass(shape) and issubclass(shape, pydantic.BaseModel):
        return _model(value, shape, where)
    if shape is float:
        return [] if isinstance(value, (int, float)) and not isinstance(value, bool) else [f"{where}: no number"]
    if shape is int:
        return [] if isinstance(value, int) and not isinstance(value, bool) else [f"{where}: no whole number"]
    if shape in (None, type(None)):
        return [] if value is None else [f"{where}: {_name(value)} where null is due"]
    if inspect.isclass(shape) and shape in (str, bool):
        return [] if isinstance(value, shape) else [f"{where}: {_name(value)} where {shape.__name__} is due"]
    try:
        pydantic.TypeAdapter(shape).validate_python(value)
    except pydantic.errors.PydanticUserError:
        # Open files and the like, which a library takes from a program and JSON cannot hold.
        return [f"{where}: {_name(value)} where {shape} is due"]
    except pydantic.ValidationError as error:
        return [f"{where}: {error.errors()[0]['msg']}"]
    return []


def _typed_dictionary(value, shape, where):
    if not isinstance(value, dict):
        return [f"{where}: {_name(value)} where {shape.__name__} is due"]
    hints = typing_extensions.get_type_hints(shape, include_extras=True)
    lines = [f"{where}: {key} is missing" for key in sorted(shape.__required_keys__) if key not in value]
    for key, item in value.items():
        lines += problems(item, hints[key], f"{where}.{key}") if key in hints else [f"{where}.{key}: unknown member"]
    return lines


def _model(value, shape, where):
    if not isinstance(value, dict):
        return [f"{where}: {_name(value)} where {shape.__name__} is due"]
    fields = {}
    for name, field in shape.model_fields.items():
        fields[field.alias or name] = field
    lines = [f"{where}: {key} is missing" for key, field in fields.items() if field.is_required() and key not in value]
    for key, item in value.items():
        if key not in fields:
            lines.append(f"{where}.{key}: unknown member")
        elif item is not None or fields[key].is_required():
            lines += problems(item, fields[key].annotation, f"{where}.{key}")
    return lines


def _distance(lines):
    """The choice that was meant is the one with the right tag, then the one with the least wrong."""
    wrong_tag = any(".type:" in line or ".role:" in line for line in lines)
    return wrong_tag, any("is due" in line for line in lines), len(lines)


def _name(value) -> str:
    return type(value).__name__
