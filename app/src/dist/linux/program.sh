#!/bin/sh
# %{title}: becomes the program of the same name in libexec, in a locale with UTF-8, which that cannot choose itself.

%{shared}
case $0 in
    */*) follow "$0" ;;
    *) follow "./$0" ;;
esac
use_utf8
image=$(CDPATH='' cd -P "${link%/*}/.." && pwd) && exec "$image/libexec/%{program}" "$@"
