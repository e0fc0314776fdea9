/** What stands behind the window. */
@NullMarked
package io.facet.app.desk;

import org.jspecify.annotations.NullMarked;
