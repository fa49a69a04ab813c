#!/bin/sh
# Install the system's programs that a target needs, where that is allowed; else say exactly which are missing.
# Usage: system-packages.sh venv|test
set -eu

missing=""
need() { # program package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

case $1 in
    venv) missing="python3-venv" ;;
    test)
        need pdftotext poppler-utils
        need qpdf qpdf
        need soffice libreoffice-calc
        need age age
        ;;
    *) echo "usage: $0 venv|test" >&2; exit 2 ;;
esac
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif sudo -n true 2>/dev/null; then as_root="sudo -n"
    else as_root="no"
    fi
    if [ "$as_root" != no ]; then
        echo "Installing:$missing" >&2
        export DEBIAN_FRONTEND=noninteractive
        $as_root apt-get update -qq >/dev/null 2>&1 || true
        # shellcheck disable=SC2086
        if $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
            exit 0
        fi
    fi
fi
echo "These programs are missing; install them and run the command again:$missing" >&2
exit 1
