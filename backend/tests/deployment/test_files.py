"""docker-compose.yml, the Dockerfiles, nginx and the settings agree with each other."""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

from shoal.common.management.commands.serve import UPLOAD_FRAME_BYTES
from shoal.common.middleware import PAGE_CSP

from .compose import FILE, TOP, environment, read_compose, start_order
from .dockerfiles import Ignored, Stage, context_files, copied, read_dockerfile

GIVEN = {"POSTGRES_PASSWORD": "secret"}
COMPOSE = read_compose(GIVEN)
SERVICES = COMPOSE["services"]
BUILT = {name: service for name, service in SERVICES.items() if "build" in service}
TEMPLATE = (TOP / "frontend" / "nginx.conf.template").read_text()


@cache
def stages_of(name: str) -> list[Stage]:
    return read_dockerfile(TOP / BUILT[name]["build"] / "Dockerfile")


@cache
def seen_by(name: str) -> list[PurePosixPath]:
    return context_files(TOP / BUILT[name]["build"])


def command_of(name: str) -> list[str]:
    image = stages_of(name)[-1]
    entry, command = image.last("ENTRYPOINT"), image.last("CMD")
    given = SERVICES[name].get("command") or (command.words() if command else [])
    return [*(entry.words() if entry else []), *given]


def test_without_a_password_for_the_database_it_does_not_start():
    with pytest.raises(KeyError, match="POSTGRES_PASSWORD"):
        read_compose({})


def test_each_starts_after_what_it_needs():
    order = start_order(SERVICES)
    assert order.index("db") < order.index("migrate") < order.index("api") < order.index("web")
    assert order.index("migrate") < min(order.index("worker"), order.index("ticks"))
    waits = {
        (name, other, how["condition"])
        for name, service in SERVICES.items()
        for other, how in service.get("depends_on", {}).items()
    }
    done, healthy = "service_completed_successfully", "service_healthy"
    assert waits == {
        ("migrate", "db", healthy), ("api", "migrate", done), ("worker", "migrate", done),
        ("ticks", "migrate", done), ("web", "api", healthy),
    }  # fmt: skip


def test_whoever_is_waited_for_can_say_when_it_is_ready():
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert SERVICES[other]["healthcheck"]["test"][0] == "CMD"
    lasting = {name for name, service in SERVICES.items() if service["restart"] != "no"}
    assert lasting == set(SERVICES) - {"migrate"}
    assert all("healthcheck" in SERVICES[name] for name in lasting)


@pytest.mark.parametrize("name", BUILT)
def test_its_command_is_one_that_the_image_has(name):
    program, script, *rest = command_of(name)
    files = seen_by(name)
    assert program in ("python", "sh")
    assert PurePosixPath(script) in files
    if script == "manage.py":
        assert rest[0] in get_commands()


@pytest.mark.parametrize("name", BUILT)
def test_each_copy_finds_its_sources_in_what_the_build_may_see(name):
    names = []
    for stage in stages_of(name):
        for step in stage.all("COPY"):
            if step.words()[0].startswith("--from="):
                assert step.words()[0].removeprefix("--from=") in names
            else:
                assert copied(step, seen_by(name))[1]
        names.append(stage.name)


@pytest.mark.parametrize(
    ("folder", "paths"),
    [
        ("backend", ["data/secrets.json", ".env", "tests/api.py", "bench/x.py", ".venv/bin/x"]),
        ("backend", ["shoal/__pycache__/urls.pyc", "shoal/common/__pycache__/urls.pyc"]),
        ("frontend", ["node_modules/a/index.js", "dist/index.html", ".env.local"]),
    ],
)
def test_no_secret_test_or_build_result_gets_into_a_build(folder, paths):
    ignored = Ignored(TOP / folder)
    assert [path for path in paths if PurePosixPath(path) not in ignored] == []


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_is_root_and_nobody_can_change_the_image(name):
    service = SERVICES[name]
    user = service.get("user") or stages_of(name)[-1].last("USER").text
    assert user not in ("root", "0")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_what_is_written_lies_in_a_volume_or_in_memory():
    mounts = {
        name: [each.split(":")[1] for each in service.get("volumes", [])]
        + [each.split(":")[0] for each in service.get("tmpfs", [])]
        for name, service in SERVICES.items()
    }
    api, web = stages_of("api")[-1].env(), stages_of("web")[-1].env()
    for name in ("migrate", "api", "worker", "ticks"):
        assert api["DATA"] in mounts[name]
        assert environment(SERVICES[name], GIVEN)["METRICS_DIR"].startswith("/tmp/")  # noqa: S108
        assert "/tmp" in mounts[name]  # noqa: S108
    assert web["SCRATCH"].startswith("/tmp/")  # noqa: S108
    assert "/tmp" in mounts["web"]  # noqa: S108
    named = {each.split(":")[0] for s in SERVICES.values() for each in s.get("volumes", [])}
    assert named == set(COMPOSE["volumes"])


def read_by_the_code() -> set[str]:
    text = (TOP / "backend/shoal/settings.py").read_text()
    text += (TOP / "backend/shoal/common/management/commands/serve.py").read_text()
    return set(re.findall(r"""(?:env(?:\.\w+)?|environ\.get)\(\s*"([A-Z_]+)\"""", text))


@pytest.mark.parametrize("name", ["migrate", "api", "worker", "ticks"])
def test_every_variable_is_one_that_the_code_reads(name):
    image = {v for v in stages_of(name)[-1].env() if not v.startswith("PYTHON")}
    assert (set(SERVICES[name]["environment"]) | image) - read_by_the_code() == set()


def test_the_template_of_nginx_and_its_script_name_the_same_variables():
    used = set(re.findall(r"\$\{(\w+)\}", TEMPLATE))
    script = (TOP / "frontend/serve-pages.sh").read_text()
    assert set(re.findall(r"\\\$\{(\w+)\}", script)) == used
    assert set(stages_of("web")[-1].env()) == used


def test_ports_agree_from_outside_to_the_api():
    bind, outside, inside = re.fullmatch(
        r"([\d.]+):(\d+):(\d+)", SERVICES["web"]["ports"][0]
    ).groups()
    web, api = stages_of("web")[-1], stages_of("api")[-1]
    assert (bind, outside) == ("127.0.0.1", "8000")
    assert inside == web.env()["LISTEN"] == web.last("EXPOSE").text
    assert web.env()["API"] == f"api:{api.env()['PORT']}"
    assert api.env()["PORT"] == api.last("EXPOSE").text
    assert environment(SERVICES["api"], GIVEN)["PUBLIC_URL"] == "http://localhost:8000"
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]


def test_the_web_server_cannot_reach_the_database():
    assert SERVICES["db"]["networks"] == ["inside"]
    assert SERVICES["web"]["networks"] == ["front"]
    assert set(SERVICES["api"]["networks"]) == {"inside", "front"} == set(COMPOSE["networks"])


def test_the_addresses_of_health_checks_exist():
    hosts = {"127.0.0.1:8080": "web", "127.0.0.1:8000": "api", "api:8000": "api"}
    for name in BUILT:
        test = SERVICES[name].get("healthcheck", {"test": []})["test"]
        for url in (urlsplit(word) for word in test if word.startswith("http")):
            assert hosts[url.netloc] in (name, "api")
            assert resolve(url.path)


def test_the_database_is_the_one_that_the_others_are_told_of():
    made = environment(SERVICES["db"], GIVEN)
    told = urlsplit(environment(SERVICES["api"], GIVEN)["DATABASE_URL"])
    assert (told.username, told.password) == (made["POSTGRES_USER"], made["POSTGRES_PASSWORD"])
    assert (told.hostname, told.port, told.path) == ("db", 5432, f"/{made['POSTGRES_DB']}")


def test_only_the_api_prints_the_link_of_a_new_school():
    serving = [name for name in BUILT if "serve" in command_of(name)]
    assert serving == ["api"]
    assert "deploy" not in SERVICES["api"]


def test_each_hands_on_whether_proxies_stand_in_front():
    assert environment(SERVICES["api"], GIVEN)["TRUSTED_PROXIES"] == "1"
    for header in ("Host $http_host", "X-Forwarded-For $proxy_add_x_forwarded_for",
                   "X-Forwarded-Proto $proto", "X-Request-Id $id"):  # fmt: skip
        assert f"proxy_set_header {header};" in TEMPLATE


def test_pages_have_the_same_policy_from_nginx_as_from_the_api():
    (csp,) = re.findall(r'Content-Security-Policy "([^"]+)"', TEMPLATE)
    assert csp == PAGE_CSP


def test_nginx_lets_through_what_the_api_takes():
    usual, upload = (int(n) * 1024**2 for n in re.findall(r"client_max_body_size (\d+)m", TEMPLATE))
    assert usual > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert upload == settings.IMPORT_MAX_UPLOAD + UPLOAD_FRAME_BYTES


def test_hashed_files_are_told_alike_by_nginx_and_by_the_api():
    assert f'"~{settings.WHITENOISE_IMMUTABLE_FILE_TEST}"' in TEMPLATE


def test_the_images_are_what_this_is_tested_with():
    assert [stages_of("api")[-1].base, SERVICES["db"]["image"]] == [
        "python:3.11-slim",
        "postgres:15",
    ]
    assert [stage.base for stage in stages_of("web")] == ["node:20-slim", "nginx:1.28-alpine"]


def test_nothing_at_the_top_level_is_copied_or_needed():
    text = FILE.read_text()
    assert {service["build"] for service in BUILT.values()} == {"backend", "frontend"}
    assert "env_file" not in text
    assert not Path(TOP / ".dockerignore").exists()
