/** What happens to each image, described as steps. Descriptions only: engines elsewhere carry them out. */
@NullMarked
package io.facet.models.pipeline;

import org.jspecify.annotations.NullMarked;
