"""Whatever a template comes to is the template's fault, named with its line, and never one of blogcli's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.limited import python
from tests.support import NOW, Site, mostly_slow

FAULTS = {
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "lists": "{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "negations": "{{ " + "not " * 5000 + "1 }}",
    "sums": "{{ 1" + " + x" * 5000 + " }}",
    "attributes": "{{ version" + ".a" * 5000 + " }}",
    "filters": "{{ 1" + "|string" * 3000 + " }}",
    "loops": "{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "conditions": "{% if 1 %}" * 3000 + "x" + "{% endif %}" * 3000,
    "calls": "{{ " + "range(" * 150 + "1" + ")" * 150 + " }}",
    "a number too long": "{{ " + "1" * 5000 + " }}",
    "no Python": "{% macro None() %}{% endmacro %}",
    "itself included": "{% include 'post.html' %}",
    "itself extended": "{% extends 'post.html' %}",
    "a macro in a circle": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a long text": "{{ 'x' * 10**10 }}",
    "a long text from the left": "{{ 10000000000 * 'x' }}",
    "a long list": "{{ [1] * 10**10 }}",
    "a long number": "{{ 10 ** (10 ** 9) }}",
    "a long product": "{% set n = namespace(v=3) %}{% for i in range(99) %}{% set n.v = n.v * n.v %}{% endfor %}",
    "a range": "{{ range(10**9)|list }}",
    "a width": "{{ '%1000000000d' % 1 }}",
    "a width asked for": "{{ '%*d' % (1000000000, 1) }}",
    "a precision": "{{ '%.1000000000f' % 1 }}",
    "a width by a filter": "{{ '%1000000000d'|format(1) }}",
    "a width in braces": "{{ '{:>1000000000}'.format(1) }}",
    "a width in braces asked for": "{{ '{:>{}}'.format(1, 1000000000) }}",
    "a centre": "{{ 'x'|center(10**10) }}",
    "a centre of a method": "{{ 'x'.center(10000000000) }}",
    "zeros": "{{ 'x'.zfill(width=10000000000) }}" ,
    "an indent": "{{ 'x\\ny'|indent(10000000000) }}",
    "a batch": "{{ [1]|batch(10000000000, 'x')|list }}",
    "digits": "{{ 1.5|round(10000000000, 'floor') }}",
    "a filter's argument": "{{ 'x'|truncate('a') }}",
    "a filter's arguments": "{{ 'x'|upper(1, 2, 3) }}",
    "a macro's argument": "{% macro m(a) %}{% endmacro %}{{ m(1, 2, 3) }}",
    "a function's argument": "{{ range('a') }}",
    "a method's argument": "{{ 'x'.join(1) }}",
    "no function": "{{ 1() }}",
    "nothing to loop over": "{% for a in 1 %}{% endfor %}",
    "a division": "{{ 1 / 0 }}",
    "a name": "{{ niente }}",
    "a key": "{{ {}['a'].b }}",
    "a large float": "{{ 10.0 ** 400 }}",
    "no code": "{{ 'è'.encode('ascii') }}",
    "no date": "{{ version.date.strftime('%Q' * 5, 1) }}",
    "a name no file can have": "{% include 'x' * 5000 %}",
    "a name with a NUL": "{% include 'x\\0y' %}",
    "what the sandbox forbids": "{{ ''.__class__.__mro__ }}",
    "no filter": "{{ 1|niente }}",
    "no tag": "{% niente %}",
    "a sort": "{{ [1, 'a']|sort }}",
    "a sum": "{{ ['a']|sum }}",
    "JSON": "{{ range|tojson }}",
}  # fmt: skip


@pytest.mark.parametrize("name", mostly_slow(FAULTS, but=4))
def test_a_fault_of_a_template_is_told_with_its_line(name: str, walk: Site) -> None:
    walk.ok("render")
    site = walk.tree("public")
    walk.write({"templates/post.html": "<p>\n" + FAULTS[name]})
    message = walk.fails("render", "--jobs", "1")
    assert message.startswith("blogcli: templates/post.html:2: "), message
    assert len(message.splitlines()[0]) < 500
    assert walk.tree("public") == site


def test_faults_are_the_same_in_other_processes_and_in_little_memory(walk: Site) -> None:
    posts = {f"posts/p{n}/it.md": f"---\ntitle: P{n}\ndate: 2026-01-01\n---\nTesto.\n" for n in range(220)}
    walk.write({**posts, "templates/post.html": "<p>\n{% set n = namespace(v='x') %}{% for i in range(99) %}"
                "{% set n.v = n.v ~ n.v %}{% endfor %}"})  # fmt: skip
    for jobs in ("1", "2"):
        done = python("-m", "blogcli", "render", "--jobs", jobs, cwd=walk.root)
        assert done.returncode == 1
        first, *_ = done.stderr.splitlines()
        assert first == "blogcli: templates/post.html:2: template failed: takes more memory than there is"


def test_a_fault_in_what_a_template_takes_in_is_named_there(walk: Site) -> None:
    walk.write({"templates/post.html": "\n{% include 'part.html' %}", "templates/part.html": "\n\n{{ 1 / 0 }}"})
    assert walk.fails("render").startswith("blogcli: templates/part.html:3: template failed: division by zero")
    walk.write({"templates/part.html": "\n\n{{ " + "(" * 5000})
    assert walk.fails("render").startswith("blogcli: templates/part.html:3: is nested too deep")
    walk.write({"templates/part.html": b"\n\n\xff"})
    assert walk.fails("render").startswith("blogcli: templates/part.html:3: is not valid UTF-8")
    assert "templates/part.html:3: is not valid UTF-8" in walk.run("check").out


def test_a_wrong_argument_to_the_theme_is_the_fault_of_who_gives_it(walk: Site) -> None:
    walk.write({"templates/post.html": "{% extends 'base.html' %}\n{% block content %}\n{{ 1|date }}\n{% endblock %}"})
    assert walk.fails("render").startswith("blogcli: templates/post.html:3: ")


ENDLESS = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


def children(pid: int) -> list[str]:
    found = subprocess.run(["ps", "--no-headers", "-o", "pid", "--ppid", str(pid)], capture_output=True, check=False)
    return found.stdout.decode().split()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_render_without_end_can_be_ended(jobs: str, walk: Site, tmp_path: Path) -> None:
    posts = {f"posts/p{n}/it.md": f"---\ntitle: P{n}\ndate: 2026-01-01\n---\nTesto.\n" for n in range(220)}
    walk.write(posts)
    walk.ok("render")
    site = walk.tree("public")
    walk.write({"templates/post.html": ENDLESS})
    command = [sys.executable, "-m", "blogcli", "render", "--jobs", jobs]
    env = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    said = tmp_path / "said"
    with (
        said.open("wb") as err,
        subprocess.Popen(command, cwd=walk.root, env=env, stderr=err, start_new_session=True) as process,
    ):
        staged = walk.root / "public/.blogcli-staging/site"
        while not staged.is_dir() or (jobs == "2" and not children(process.pid)):
            assert process.poll() is None
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 130
    while any(Path(f"/proc/{worker}/stat").exists() for worker in workers):
        pass  # they leave with their parent
    assert walk.tree("public") == site
    assert said.read_bytes() == b""
