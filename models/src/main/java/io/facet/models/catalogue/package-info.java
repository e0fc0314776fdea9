@NullMarked
package io.facet.models.catalogue;

import org.jspecify.annotations.NullMarked;
