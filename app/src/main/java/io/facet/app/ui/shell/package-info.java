/** The frame of the window: rail, bars, palette, log, notices. */
@NullMarked
package io.facet.app.ui.shell;

import org.jspecify.annotations.NullMarked;
