"""Python LaminDB on a leash: runs the code that comes in, one JSON object a line, and answers in the same form.

In:  {"code": "…"}   the value of the name `result` after the code is the answer
Out: {"value": …}    or {"error": {"class": "…", "message": "…"}}
"""

import contextlib
import datetime
import json
import os
import pathlib
import sys
import traceback
import types

# Editing synonyms imports it to show similar rows; an environment without notebooks has none.
sys.modules["IPython"] = types.ModuleType("IPython")
sys.modules["IPython.display"] = types.ModuleType("IPython.display")
sys.modules["IPython.display"].display = print

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever the library prints goes to standard error


def plain(value):
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, pathlib.PurePath):
        return value.as_posix()
    if hasattr(value, "item"):
        return value.item()
    if hasattr(value, "uid"):
        return value.uid
    return str(value)


names: dict = {}
for line in sys.stdin:
    try:
        names.pop("result", None)
        with contextlib.redirect_stdout(sys.stderr):
            exec(json.loads(line)["code"], names)
        answer = {"value": names.get("result")}
        text = json.dumps(answer, default=plain)
    except BaseException as error:  # noqa: BLE001 -- the other side decides what to make of it
        traceback.print_exc()
        text = json.dumps({"error": {"class": type(error).__name__, "message": str(error)}})
    answers.write(text + "\n")
    answers.flush()
