/** Tests of the whole distribution, with real processes. */
@NullMarked
package io.facet.app.it;

import org.jspecify.annotations.NullMarked;
