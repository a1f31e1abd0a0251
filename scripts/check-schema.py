#!/usr/bin/env python3
"""Checks YAML files against the published JSON Schema with a public validator.

    scripts/check-schema.py --prepare                     installs the validator below .cache
    scripts/check-schema.py --accept DIR --reject DIR     every file of the first must be valid, every one of the second not
    scripts/check-schema.py FILE...                       every file must be valid

Exit codes: 0 as it should be, 1 a file is not, 77 the validator cannot be had.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / ".cache" / "schema-venv"
SCHEMA = ROOT / "docs" / "schema" / "policy.v1.schema.json"
PACKAGES = ["jsonschema>=4.18,<5", "PyYAML>=6,<7"]


def prepare():
    """Makes a virtual environment with the validator, once."""
    python = VENV / "bin" / "python"
    probe = [str(python), "-c", "import jsonschema, yaml"]
    if python.exists() and subprocess.run(probe, capture_output=True).returncode == 0:
        return python
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True, timeout=120)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True, capture_output=True,
                       timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"check-schema: the validator cannot be had: {error}", file=sys.stderr)
        sys.exit(77)
    return python


def loader():
    """A YAML loader with the types of YAML 1.2's core schema, as editors have it: no dates, no base 60, no `no`."""
    import yaml

    # libyaml where it is there: it is the parser that reads policies, and takes a few texts that PyYAML's own refuses.
    class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        pass

    Core.yaml_implicit_resolvers = {}
    for tag, pattern, first in [
        ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
        ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
        ("float", r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan)$",
         list("-+.0123456789")),
    ]:
        Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
    # Every plain number is decimal here: 017 is seventeen, and its text is what the policy sees.
    Core.add_constructor("tag:yaml.org,2002:int", lambda self, node: int(self.construct_scalar(node).lstrip("+"), 0)
                         if node.value[:2] in ("0x", "0o") else int(node.value))
    return Core


def errors(validator, path):
    """The first errors of a file, as text."""
    import yaml
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=loader())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [f"no YAML: {error}"]
    found = sorted(validator.iter_errors(value), key=lambda error: list(map(str, error.absolute_path)))
    return [f"at {'/'.join(map(str, error.absolute_path)) or 'the top'}: {error.message[:200]}" for error in found[:3]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("--accept", type=pathlib.Path)
    parser.add_argument("--reject", type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    if not os.environ.get("TURNOUT_SCHEMA_VENV"):
        python = prepare()
        if options.prepare:
            return 0
        environment = {**os.environ, "TURNOUT_SCHEMA_VENV": "1"}
        return subprocess.run([str(python), *sys.argv], env=environment).returncode

    import jsonschema
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failed = False
    for path in options.files + sorted(options.accept.iterdir() if options.accept else []):
        for error in errors(validator, path):
            failed = True
            print(f"{path.name}: refused {error}")
    for path in sorted(options.reject.iterdir() if options.reject else []):
        if not errors(validator, path):
            failed = True
            print(f"{path.name}: accepted, though it is broken")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
