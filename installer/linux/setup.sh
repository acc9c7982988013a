# Sourced by ./run and ./check: system libraries, then the Python environment in .venv. POSIX sh.
# The caller sets $root to the checkout. Nothing here is printed when there is nothing to do.

bundle=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
kept_certificates=$root/build/site-certificates.crt

say() { printf '%s\n' "$*" >&2; }

# Qt and Python want UTF-8; a bare machine has the C locale.
use_utf8() {
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
        *UTF-8 | *utf-8 | *UTF8 | *utf8) ;;
        *) LC_ALL=C.UTF-8 && export LC_ALL ;;
    esac
}

# library:package, by soname: later Debians rename the packages, and the old names still install there.
LIBRARIES="
libglib-2.0.so.0:libglib2.0-0          libbrotlidec.so.1:libbrotli1           libdbus-1.so.3:libdbus-1-3
libEGL.so.1:libegl1                    libGL.so.1:libgl1                      libfontconfig.so.1:libfontconfig1
libxkbcommon.so.0:libxkbcommon0        libxkbcommon-x11.so.0:libxkbcommon-x11-0
libX11-xcb.so.1:libx11-xcb1            libxcb-cursor.so.0:libxcb-cursor0      libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0        libxcb-keysyms.so.1:libxcb-keysyms1    libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0                                   libxcb-shape.so.0:libxcb-shape0
libxcb-sync.so.1:libxcb-sync1          libxcb-xfixes.so.0:libxcb-xfixes0      libxcb-xkb.so.1:libxcb-xkb1
libcups.so.2:libcups2
"

# program:package, what only the tests need.
TOOLS="
Xvfb:xvfb               xauth:xauth             xdotool:xdotool         openbox:openbox
chromium:chromium       pdftotext:poppler-utils dbus-daemon:dbus-daemon strace:strace
fcitx5:fcitx5           ibus-daemon:ibus        ogr2ogr:gdal-bin        runuser:util-linux
/usr/sbin/nginx:nginx-light                     /usr/sbin/mkfs.xfs:xfsprogs
/usr/sbin/mkfs.ext4:e2fsprogs                    ffmpeg:ffmpeg           espeak-ng:espeak-ng
patroni:patroni         etcd:etcd-server
"

python_of_this_machine() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

has_chinese_font() {
    for font in /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/*/NotoSansCJK*; do
        [ -e "$font" ] && return 0
    done
    return 1
}

missing_packages() { # $1: run | check
    python=$(python_of_this_machine) || python=
    if [ -z "$python" ]; then
        echo python3 python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo python3-venv
    fi
    has_chinese_font || echo fonts-noto-cjk
    known=$(/sbin/ldconfig -p)
    for pair in $LIBRARIES; do
        case $known in *"${pair%%:*} "*) ;; *) echo "${pair##*:}" ;; esac
    done
    [ "$1" = check ] || return 0
    for pair in $TOOLS; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair##*:}"
    done
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
    [ -e /usr/share/fcitx5/addon/pinyin.conf ] || echo fcitx5-chinese-addons
    [ -e /usr/share/ibus/component/libpinyin.xml ] || echo ibus-libpinyin
    case $known in *"libatomic.so.1 "*) ;; *) echo libatomic1 ;; esac # the browser tests' driver
}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        return 1
    elif [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        return 1
    fi
    say "正在安装 Debian 软件包 (installing from Debian): $*"
    keep_certificates
    $as_root apt-get update -q >&2 || say "软件包列表更新不了，先用旧的 (the package lists could not be refreshed; going on with the old ones)."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null >&2
}

# A site that laid its own certificates over Debian's loses them when ca-certificates is installed; pip still needs them.
keep_certificates() {
    [ -s "$bundle" ] && [ ! -e /usr/sbin/update-ca-certificates ] || return 0
    mkdir -p "$root/build" && cp "$bundle" "$kept_certificates"
}

use_kept_certificates() {
    [ -s "$kept_certificates" ] && ! cmp -s "$bundle" "$kept_certificates" || return 0
    PIP_CERT=$kept_certificates
    export PIP_CERT
}

# Ends the script when something indispensable is missing and cannot be installed.
provide_system() { # $1: run | check
    [ -x /sbin/ldconfig ] || return 0 # not a Linux we know: let Python say what it misses
    missing=$(missing_packages "$1" | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # a list of package names
    install_packages $missing || say "软件包没有装全 (the packages could not all be installed)."
    missing=$(missing_packages "$1" | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    say "缺少系统软件包，请管理员执行下面一行后重试 (ask the administrator to run this line, then try again):"
    say "    apt-get update && apt-get install -y --no-install-recommends $missing"
    case "$1:$missing" in "run:fonts-noto-cjk ") ;; *) exit 1 ;; esac
}

checksum() { (cd "$root" && cat "$@" 2>/dev/null | cksum); }

environment_works() { "$venv/bin/python" -c 'import commandpost, PySide6.QtCore, sqlcipher3' 2>/dev/null; }

# Installs the program in .venv, editable, when its description changed; $1: run | check (with the tools of the tests).
provide_environment() {
    venv=$root/.venv
    stamp=$venv/commandpost.stamp
    wanted="$(checksum pyproject.toml constraints.txt hatch_build.py installer/linux/setup.sh)"
    found=$(cat "$stamp" 2>/dev/null) || found=
    case "$found" in
        "$wanted check") ;;
        "$wanted run") [ "$1" = run ] || found= ;;
        *) found= ;;
    esac
    if [ -n "$found" ] && ! environment_works; then found=; fi
    [ -n "$found" ] || install_environment "$1"
    provide_assets
}

install_environment() {
    rm -f "$stamp"
    if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then # none yet, or half made
        rm -rf "$venv"
        "$(python_of_this_machine)" -m venv "$venv" || { rm -rf "$venv"; say "Python 环境建不起来 (no Python environment could be made)."; exit 1; }
    fi
    use_kept_certificates
    say "正在安装 Python 软件包，第一次要几分钟 (installing the Python packages; the first time takes minutes) …"
    extra=
    [ "$1" = run ] || extra='[dev]'
    fetch_packages hatchling pyside6-essentials && fetch_packages --no-build-isolation -e "$root$extra" ||
        { say "Python 软件包装不上，请看网络或镜像源 (the Python packages could not be installed; is there a network or a mirror?)"; exit 1; }
    environment_works || { say "Python 环境不能用，请看下面这条命令的回答 (the environment is not usable): $venv/bin/python -c 'import commandpost'"; exit 1; }
    echo "$wanted $1" >"$stamp"
}

fetch_packages() {
    "$venv/bin/python" -m pip --disable-pip-version-check install -q --root-user-action=ignore -c "$root/constraints.txt" "$@" >&2
}

# Forms and the translation catalogue, when their sources changed.
provide_assets() {
    made=$root/src/commandpost/_gen/.stamp
    sources=$(cd "$root" && ls ui/*.ui resources/i18n/*.ts 2>/dev/null) || sources=
    # shellcheck disable=SC2086  # a list of paths without blanks
    wanted_assets=$(checksum hatch_build.py $sources)
    [ "$(cat "$made" 2>/dev/null)" = "$wanted_assets" ] && return 0
    "$venv/bin/python" "$root/hatch_build.py" >/dev/null || { say "窗体或译文编译不了 (the forms or translations could not be compiled)."; exit 1; }
    echo "$wanted_assets" >"$made"
}

# A display is X11 or Wayland; without one Qt would abort, so windows are drawn into memory.
has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }
