/** What tests of several packages share. */
@NullMarked
package io.facet.models.testing;

import org.jspecify.annotations.NullMarked;
