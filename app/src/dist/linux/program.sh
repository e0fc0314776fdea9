#!/bin/sh
# %{title}: becomes the Java of this image, so that signals and the exit code pass.
#
#   FACET_OPTS        more options for it, such as -Xmx2g

program=%{program}
options=%{options}

%{shared}
case $0 in
    */*) follow "$0" ;;
    *) follow "./$0" ;;
esac
image=$(CDPATH='' cd -P "${link%/*}/.." && pwd) || exit
app=$image/lib/app
case $image in
    *:*)
        printf '%s: [installation] Java cannot run from a folder with a colon in its path: move %s.\n' "$program" "$image" >&2
        exit 1
        ;;
esac
# A window, which facet opens without a command, wants more memory than a master.
case $program:$#:${1-} in
    facet:0: | facet:1:*.facet)
        program=facet-desktop
        options=facet-desktop
        ;;
esac
use_utf8
logs_folder
cache=$app/aot/$program.aot
[ -f "$cache" ] || cache=

# FACET_OPTS is split at spaces; nothing in it is a pattern for files.
set -f
# shellcheck disable=SC2086
exec "$image/lib/runtime/bin/java" "@$app/conf/$options.vmoptions" "-XX:ErrorFile=$logs/crash-%p.log" \
    ${cache:+"-XX:AOTCache=$cache"} %{silent} $FACET_OPTS \
    "-Dfacet.dist=$app" "-Dfacet.program=$image/bin/$program" "-Djava.library.path=$app/native" "-Donnxruntime.native.path=$app/native" \
    -cp "$app/%{classpath}" %{main} "$@"
