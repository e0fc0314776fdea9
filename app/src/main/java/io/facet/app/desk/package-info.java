/** What stands behind the window: the master, this computer's agent, and the run. Knows no window. */
@NullMarked
package io.facet.app.desk;

import org.jspecify.annotations.NullMarked;
