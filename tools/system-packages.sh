#!/bin/sh
# Install the system's programs that a target needs, where that is allowed; else say exactly which are missing.
# Usage: system-packages.sh venv|run|test
set -eu

missing=""
need() { # program package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

library() { # file package
    [ "$(uname -s)" = Linux ] || return 0
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true; } | grep -q "^[[:space:]]*$1 " ||
        missing="$missing $2"
}
windows() { # what Qt's windows load
    library libGL.so.1 libgl1
    library libEGL.so.1 libegl1
    library libxkbcommon.so.0 libxkbcommon0
    library libglib-2.0.so.0 libglib2.0-0
    library libfontconfig.so.1 libfontconfig1
    library libfreetype.so.6 libfreetype6
    library libdbus-1.so.3 libdbus-1-3
    library libgssapi_krb5.so.2 libgssapi-krb5-2
    library libxkbcommon-x11.so.0 libxkbcommon-x11-0
    library libxcb-cursor.so.0 libxcb-cursor0
    library libxcb-icccm.so.4 libxcb-icccm4
    library libxcb-image.so.0 libxcb-image0
    library libxcb-keysyms.so.1 libxcb-keysyms1
    library libxcb-render-util.so.0 libxcb-render-util0
    library libxcb-shape.so.0 libxcb-shape0
    library libwayland-cursor.so.0 libwayland-cursor0
}

case $1 in
    venv) missing="python3-venv" ;;
    run) windows ;;
    test)
        need pdftotext poppler-utils
        need qpdf qpdf
        need soffice libreoffice-calc
        need age age
        need Xvfb xvfb
        need xauth xauth
        need xdotool xdotool
        windows
        ;;
    *) echo "usage: $0 venv|run|test" >&2; exit 2 ;;
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
