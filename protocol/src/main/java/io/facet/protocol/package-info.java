@NullMarked
package io.facet.protocol;

import org.jspecify.annotations.NullMarked;
