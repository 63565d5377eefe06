"""Say plainly what is missing before anything is installed: `python3 preflight.py [port]`.

Runs under whatever Python the machine has, so it must stay readable for old ones.
"""

import importlib.util
import re
import shutil
import socket
import subprocess
import sys

PYTHON_NEEDED = (3, 11)
NODE_NEEDED = (20, 19)


def missing_python():
    if sys.version_info < PYTHON_NEEDED:
        have = ".".join(str(part) for part in sys.version_info[:2])
        return "Python 3.11 or newer is needed; %s is %s. Name another with PYTHON=python3.12" % (
            sys.executable,
            have,
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)"
    return None


def missing_node():
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            return "%s is missing: install Node.js 20.19 or newer, which brings npm" % tool
    said = subprocess.run(
        ["node", "--version"], stdout=subprocess.PIPE, check=False
    ).stdout.decode()
    found = re.match(r"v(\d+)\.(\d+)", said)
    if found is None or (int(found.group(1)), int(found.group(2))) < NODE_NEEDED:
        return "Node.js 20.19 or newer is needed; here it is %s" % (said.strip() or "unknown")
    return None


def busy_port(port):
    if not port.isdigit() or not 0 < int(port) < 65536:
        return "PORT=%s is not a port: give a number from 1 to 65535" % port
    with socket.socket() as probe:
        # As the server will do it: a port that waits after a close is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return "Port %s needs special rights; give another with PORT=8000" % port
        except OSError:
            return "Port %s is in use; give another with PORT=…" % port
    return None


def main():
    problems = [missing_python(), missing_node()]
    problems += [busy_port(port) for port in sys.argv[1:]]
    for problem in filter(None, problems):
        print(problem, file=sys.stderr)
    return 1 if any(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
