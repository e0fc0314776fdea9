/** Tests of the folder that the build leaves: run after it, against it. */
@NullMarked
package io.facet.app.dist;

import org.jspecify.annotations.NullMarked;
