#!/bin/sh
# %{title}: becomes a program in libexec, in a locale with UTF-8, which that cannot choose itself.

%{shared}
program=%{program}
# A window, which facet opens without a command, wants more memory than a master.
case $program:$#:$1 in
    facet:0: | facet:1:*.facet) program=facet-desktop ;;
esac
case $0 in
    */*) follow "$0" ;;
    *) follow "./$0" ;;
esac
use_utf8
image=$(CDPATH='' cd -P "${link%/*}/.." && pwd) && exec "$image/libexec/$program" "$@"
