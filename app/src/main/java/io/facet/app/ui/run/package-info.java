/** The page on which a dataset becomes rows. */
@NullMarked
package io.facet.app.ui.run;

import org.jspecify.annotations.NullMarked;
