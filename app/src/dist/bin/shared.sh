# Sets link to the file that $1 stands for, through any number of symbolic links.
follow() {
    link=$1
    while [ -L "$link" ]; do
        target=$(readlink "$link") || return
        case $target in
            /*) link=$target ;;
            *) link=${link%/*}/$target ;;
        esac
    done
}

# Java reads file names by the locale; without UTF-8 it cannot open those with other letters than English ones.
use_utf8() {
    charmap=$(locale charmap 2>/dev/null) || return 0
    [ "$charmap" != UTF-8 ] || return 0
    for name in C.UTF-8 en_US.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-*8$'); do
        if [ "$(LC_ALL=$name locale charmap 2>/dev/null)" = UTF-8 ]; then
            LC_ALL=$name
            export LC_ALL
            return
        fi
    done
}

# Sets logs to where a crash of Java itself is written down, beside the logs.
logs_folder() {
    if [ -n "$FACET_HOME" ]; then
        logs=$FACET_HOME/logs
    elif [ "$(uname)" = Darwin ]; then
        logs=$HOME/Library/Logs/Facet
    else
        logs=${XDG_STATE_HOME:-$HOME/.local/state}/facet/logs
    fi
}

# OpenBLAS, which OpenCV brings along and Facet does not use, would start a thread per processor.
export OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS:-1}"
