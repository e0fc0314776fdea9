/** The drawer to add an agent. */
@NullMarked
package io.facet.app.ui.join;

import org.jspecify.annotations.NullMarked;
