@NullMarked
package io.facet.models.pipeline;

import org.jspecify.annotations.NullMarked;
