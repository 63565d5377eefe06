"""`manage.py serve`: the web processes and the worker of one machine, in the foreground.

Why waitress: it reads a request's whole body before it takes a thread, so clients that
send slowly, or never finish, hold a socket and nothing else. (Granian's WSGI mode was as
fast, but two workers stood still when 200 half-sent bodies were open.) Threads win little
for Python's sake, so there is one process for each core.
"""

import errno
import logging
import os
import resource
import socket
from argparse import ArgumentParser
from typing import Any

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import DatabaseError, connections

from shoal.common import metrics
from shoal.common.running import InUse, at_work
from shoal.common.supervisor import Supervisor

BACKLOG = 1024
CONNECTIONS_PER_PROCESS = 2000
# An idle connection is worth nothing: a browser opens another in a millisecond.
IDLE_SECONDS = 30
TICK_SECONDS = 15.0
HEADER_BYTES = 32 * 1024
# The multipart frame around the largest file that may be uploaded.
UPLOAD_FRAME_BYTES = 1024 * 1024


class Command(BaseCommand):
    help = "Serve the API, the pages and the background work of one machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-worker", action="store_true", help="web processes only")
        # In this process, and not by commands before it: each start costs a second or two.
        parser.add_argument("--migrate", action="store_true", help="bring the tables up to date")
        parser.add_argument("--demo", action="store_true", help="a demo school, if it is new")
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="end when the process that started this one ends",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_debug_in_public(settings.HOST)
        # Nobody else on this machine reads the database, its log, or an upload.
        os.umask(0o077)
        listener = listen(settings.HOST, settings.PORT)
        try:
            with at_work(settings.DATA_DIR):
                self.serve(listener, options)
        except InUse:
            raise CommandError("A restore is under way: start Shoal when it is done.") from None

    def serve(self, listener: socket.socket, options: dict[str, Any]) -> None:
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        if options["demo"]:
            call_command("load_demo", if_new=True)
        self.offer_set_up()
        metrics.share_between_processes(settings.METRICS_DIR)
        application = get_internal_wsgi_application()
        web_processes = int(os.environ.get("WEB_PROCESSES") or os.cpu_count() or 1)
        work = {
            f"web {number}": lambda: serve_web(application, listener)
            for number in range(1, web_processes + 1)
        }
        if not options["no_worker"]:
            work["worker"] = work_off_tasks
            work["ticks"] = keep_ticking
        # A connection must not be shared by two processes.
        connections.close_all()
        raise_open_files_limit()
        Supervisor(work, stop_with_parent=options["stop_with_parent"]).run(
            when_started=lambda: self.announce(listener)
        )

    def offer_set_up(self) -> None:
        try:
            call_command("setup_link", if_new=True, stdout=self.stdout)
        except DatabaseError as error:
            why = str(error).splitlines()[0]
            raise CommandError(f"The database is not ready ({why}): add --migrate.") from None

    def announce(self, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        shown = "localhost" if host == "127.0.0.1" else host
        self.stdout.write(f"Shoal is ready at http://{shown}:{port}")
        self.stdout.flush()


def refuse_debug_in_public(host: str) -> None:
    if settings.DEBUG and host not in settings.LOOPBACK:
        raise CommandError("DEBUG shows secrets: it is refused on an address others can reach.")


def listen(host: str, port: int) -> socket.socket:
    """Return the listening socket, bound before anything is forked."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(f"Port {port} is in use; give another with PORT=…") from None
        raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}") from None
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener


def serve_web(application: Any, listener: socket.socket) -> None:
    # It warns whenever a request waits for a thread: under load, with every request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.create_server(
        application,
        sockets=[listener],
        threads=int(os.environ.get("WEB_THREADS") or 2),
        backlog=BACKLOG,
        connection_limit=CONNECTIONS_PER_PROCESS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=10,
        asyncore_use_poll=True,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=settings.IMPORT_MAX_UPLOAD + UPLOAD_FRAME_BYTES,
        ident=None,
        # Its default takes X-Forwarded-* and Forwarded away: then a proxy in front is not seen,
        # neither by the demo accounts' lock (R23) nor by TRUSTED_PROXIES.
        clear_untrusted_proxy_headers=False,
    ).run()


def work_off_tasks() -> None:
    call_command("work")


def keep_ticking() -> None:
    call_command("tick", every=TICK_SECONDS)


def raise_open_files_limit() -> None:
    """Each waiting client is an open file, and the usual limit of 1,024 is soft."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS_PER_PROCESS * 2
    if soft != resource.RLIM_INFINITY and soft < wanted:
        ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (ceiling, hard))
