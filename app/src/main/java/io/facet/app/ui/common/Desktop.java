package io.facet.app.ui.common;

import java.nio.file.Path;

/** What the window asks of the system around it; may fail without harm. */
public interface Desktop {
    /** Opens a file or folder with the system's program for it. */
    void open(Path path);

    /** Shows a file in its folder. */
    void reveal(Path file);

    /** Opens a web page. */
    void browse(String address);

    /** Puts text on the clipboard. */
    void copy(String text);
}
