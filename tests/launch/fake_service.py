"""A service for the supervisor's tests: answers 200, or misbehaves as told.

usage: fake_service.py PORT [deaf] [crash]
"""

import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/crash":
            os._exit(3)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    port, *manners = sys.argv[1:]
    stop = signal.SIG_IGN if "deaf" in manners else lambda *_: os._exit(0)
    signal.signal(signal.SIGTERM, stop)
    if "crash" in manners:
        print("something broke", flush=True)
        threading.Thread(target=lambda: (time.sleep(0.3), os._exit(3)), daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", int(port)), Answer).serve_forever()


main()
