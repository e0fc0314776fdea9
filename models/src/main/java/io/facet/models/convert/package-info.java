@NullMarked
package io.facet.models.convert;

import org.jspecify.annotations.NullMarked;
