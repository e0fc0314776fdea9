@NullMarked
package io.facet.models.engine;

import org.jspecify.annotations.NullMarked;
