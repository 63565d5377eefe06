"""The tests' own readers of Dockerfiles and compose files read them as Docker does."""

from pathlib import PurePosixPath

import pytest

from .compose import environment, fill, start_order
from .dockerfiles import Ignored, copied, read_dockerfile


def written(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    return tmp_path / name


def test_lines_that_go_on_comments_and_stages(tmp_path):
    file = written(
        tmp_path,
        "Dockerfile",
        '# first\nFROM node:20 AS pages\nENV A=1 B="two words"\nRUN one && \\\n  # within\n'
        '  two\nFROM nginx\nCMD ["a", "b c"]\n',
    )
    pages, web = read_dockerfile(file)
    assert (pages.name, pages.base, web.base) == ("pages", "node:20", "nginx")
    assert pages.env() == {"A": "1", "B": "two words"}
    assert [(step.text, step.line) for step in pages.all("RUN")] == [("one && two", 4)]
    assert web.last("CMD").words() == ["a", "b c"]


@pytest.mark.parametrize("text", ["FROM a\nADD x y\n", "COPY a b\n", "FROM a\nRUN b \\\n"])
def test_what_it_does_not_know_is_refused(tmp_path, text):
    with pytest.raises(ValueError):
        read_dockerfile(written(tmp_path, "Dockerfile", text))


@pytest.mark.parametrize(
    ("rules", "path", "ignored"),
    [
        ("*\n!shoal", "shoal/urls.py", False),
        ("*\n!shoal", "tests/api.py", True),
        ("*\n!shoal\n**/__pycache__", "shoal/common/__pycache__/a.pyc", True),
        ("*\n!shoal\n**/__pycache__", "__pycache__/a.pyc", True),
        ("node_modules\ndist", "node_modules/a/b.js", True),
        ("node_modules\ndist", "src/dist/b.js", False),
        ("*.log", "a.log", True),
        ("*.log", "src/a.log", False),
        ("# nothing\n", "a", False),
    ],
)
def test_the_last_rule_that_matches_decides(tmp_path, rules, path, ignored):
    written(tmp_path, ".dockerignore", rules)
    assert (PurePosixPath(path) in Ignored(tmp_path)) is ignored


def test_a_copy_keeps_a_files_name_and_a_folders_contents(tmp_path):
    file = written(tmp_path, "Dockerfile", "FROM a\nCOPY one.txt src/ ./\nCOPY gone ./\n")
    files = [PurePosixPath(name) for name in ("one.txt", "src/a.ts", "src/b/c.ts", "two.txt")]
    good, bad = read_dockerfile(file)[0].all("COPY")
    stage, found, target = copied(good, files)
    assert (stage, target) == ("", "./")
    assert sorted(found.values()) == ["a.ts", "b/c.ts", "one.txt"]
    with pytest.raises(ValueError, match="line 3: COPY gone finds nothing"):
        copied(bad, files)


def test_variables_are_filled_in_as_compose_does():
    assert fill("a${B}c", {"B": "b"}) == "abc"
    assert fill("${B:-x}", {"B": ""}) == "x"
    assert fill("${URL:-http://localhost:${PORT:-8000}}", {}) == "http://localhost:8000"
    assert fill("${URL:-http://localhost:${PORT:-8000}}", {"PORT": "9"}) == "http://localhost:9"
    with pytest.raises(KeyError, match="choose one"):
        fill("${P:?choose one}", {})


def test_a_name_without_a_value_is_handed_on_only_where_it_is_set():
    service = {"environment": {"A": "1", "B": None, "C": None}}
    assert environment(service, {"B": "2"}) == {"A": "1", "B": "2"}


def test_a_ring_of_waiting_services_is_found():
    assert start_order({"b": {"depends_on": {"a": {}}}, "a": {}}) == ["a", "b"]
    with pytest.raises(ValueError, match="wait for each other"):
        start_order({"a": {"depends_on": {"b": {}}}, "b": {"depends_on": {"a": {}}}})
