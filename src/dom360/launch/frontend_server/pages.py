"""The files of the Vite build, and index.html for every address the application routes itself."""

from pathlib import Path, PurePosixPath

from aiohttp import web

from dom360.launch.frontend_server.headers import SECURITY_HEADERS, WIDGET, WIDGET_HEADERS

# Vite puts a hash of the content into these files' names: they never change.
HASHED = "assets/"
FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"


class Pages:
    """Answers GET and HEAD from one folder. A `.br` or `.gz` beside a file is preferred."""

    def __init__(self, dist: Path) -> None:
        self._dist = dist.resolve()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        file = self._find(path)
        if file and path == WIDGET:
            return web.FileResponse(file, headers=WIDGET_HEADERS)
        if file:
            return self._answer(file, forever=path.startswith(HASHED))
        if path.startswith(HASHED) or PurePosixPath(path).suffix:
            # A page in place of a missing script would only show as a syntax error.
            raise web.HTTPNotFound(headers=SECURITY_HEADERS | {"Cache-Control": ASK_EACH_TIME})
        return self._answer(self._dist / "index.html", forever=False)

    def _find(self, path: str) -> Path | None:
        """The file of that name inside the folder; links and dots must not lead out of it."""
        if not path or "\0" in path:
            return None
        file = (self._dist / path).resolve()
        return file if file.is_relative_to(self._dist) and file.is_file() else None

    def _answer(self, file: Path, *, forever: bool) -> web.FileResponse:
        caching = FOREVER if forever else ASK_EACH_TIME
        return web.FileResponse(file, headers=SECURITY_HEADERS | {"Cache-Control": caching})
