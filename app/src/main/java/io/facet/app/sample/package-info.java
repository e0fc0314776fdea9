/** The drawn dataset that comes with Facet. */
@NullMarked
package io.facet.app.sample;

import org.jspecify.annotations.NullMarked;
