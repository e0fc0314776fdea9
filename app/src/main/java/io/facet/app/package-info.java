@NullMarked
package io.facet.app;

import org.jspecify.annotations.NullMarked;
