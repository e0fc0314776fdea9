/** How another computer becomes an agent: where this one listens, join codes, and who has joined. */
@NullMarked
package io.facet.app.ui.join;

import org.jspecify.annotations.NullMarked;
