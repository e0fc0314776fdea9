package io.facet.app.master.watch;

/** A list of row indexes as it stood at one moment: made without copying, however long it is. Immutable. */
public interface IndexList {

    int size();

    /** The index of the row at {@code place}, from 0 to {@link #size} - 1. */
    int get(int place);
}
