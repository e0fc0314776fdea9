@NullMarked
package io.facet.models.image;

import org.jspecify.annotations.NullMarked;
