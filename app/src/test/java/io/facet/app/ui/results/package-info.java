/** The page of past runs. */
@NullMarked
package io.facet.app.ui.results;

import org.jspecify.annotations.NullMarked;
