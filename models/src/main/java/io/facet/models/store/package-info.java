/** Model files on this computer: a content-addressed folder, its downloads and imports, and what {@code --model} means. */
@NullMarked
package io.facet.models.store;

import org.jspecify.annotations.NullMarked;
