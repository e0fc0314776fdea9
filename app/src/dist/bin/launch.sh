#!/bin/sh
# %{title}: finds Java %{java} or newer and becomes it, so that signals and the exit code pass.
#
#   FACET_JAVA_HOME   the Java to use, before JAVA_HOME and all others
#   FACET_OPTS        more options for it, such as -Xmx2g

program=%{program}
needed=%{java}

fail() {
    printf '%s: [%s] %s\n' "$program" "$1" "$2" >&2
    exit 1
}

%{shared}
# Sets version to the first number of the version of the Java in $1. Starts that Java only where no file tells.
version_of() {
    version=
    if [ -r "$1/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*) version=${line#JAVA_VERSION=} ;;
            esac
        done <"$1/release"
        version=${version#\"}
    else
        version=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    fi
    version=${version%%[!0-9]*}
}

# Sets java if none is set and the one in $1 will do.
try() {
    [ -z "$java" ] && [ -f "$1/bin/java" ] && [ -x "$1/bin/java" ] || return 0
    version_of "$1"
    if [ "${version:-0}" -ge "$needed" ]; then
        java=$1/bin/java
    else
        old="$old; too old: $1"
    fi
}

find_java() {
    java=
    old=
    try "$app/runtime"
    try "$app/runtime/Contents/Home"
    [ -z "$FACET_JAVA_HOME" ] || try "$FACET_JAVA_HOME"
    [ -z "$JAVA_HOME" ] || try "$JAVA_HOME"
    on_path=$(command -v java)
    case $system$on_path in
        # No Java but a program that offers to install one.
        Darwin/usr/bin/java) ;;
        */*)
            follow "$on_path"
            try "$(CDPATH='' cd -P "${link%/*}/.." && pwd)"
            ;;
    esac
    for home in /usr/lib/jvm/* /usr/java/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        try "$home"
    done
    [ -n "$java" ] || fail java-missing "Facet needs Java $needed or newer and found none (looked in FACET_JAVA_HOME, \
JAVA_HOME, PATH, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks, /Library/Java$old). Install it from \
https://adoptium.net, or set JAVA_HOME."
}

case $0 in
    */*) follow "$0" ;;
    *) follow "./$0" ;;
esac
app=$(CDPATH='' cd -P "${link%/*}/.." && pwd) || fail installation "The folder of this program cannot be opened."
case $app in
    *:*) fail installation "Java cannot run from a folder with a colon in its path: move $app." ;;
esac
system=$(uname)
find_java
use_utf8
logs_folder

# A window, which facet opens without a command, wants more memory than a master.
options=%{options}
case $program:$#:${1-} in
    facet:0: | facet:1:*.facet) options=facet-desktop ;;
esac

# FACET_OPTS is split at spaces; nothing in it is a pattern for files.
set -f
# shellcheck disable=SC2086
exec "$java" "@$app/conf/$options.vmoptions" "-XX:ErrorFile=$logs/crash-%p.log" $FACET_OPTS \
    "-Dfacet.dist=$app" "-Dfacet.program=$app/bin/$program" "-Djava.library.path=$app/native" "-Donnxruntime.native.path=$app/native" \
    -cp "$app/lib/*" %{main} "$@"
