"""A server on loopback that plays recorded answers and keeps what it was asked."""

import contextlib
import http.server
import json
import threading


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def _answer(self):
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        _, case, rest = self.path.split("/", 2)
        state = self.server.state
        state["asked"][case] = {
            "method": self.command,
            "path": "/" + rest,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": json.loads(body) if body else None,
        }
        status, kind, text = state["answers"].get(case, (404, "application/json", "{}"))
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        # In small pieces, so that a client has to join what a network takes apart.
        for start in range(0, len(data), 7):
            self.wfile.write(data[start : start + 7])

    do_GET = do_POST = _answer


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that has read enough, as after an error in mid-stream, hangs up; that is no news."""


@contextlib.contextmanager
def serving(answers: dict):
    """Serves `{case: (status, type, text)}`, each below `/case`; gives the base address and what is asked, by case."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.state = {"answers": answers, "asked": {}}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.state["asked"]
    finally:
        server.shutdown()
        server.server_close()
