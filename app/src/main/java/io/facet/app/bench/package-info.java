@NullMarked
package io.facet.app.bench;

import org.jspecify.annotations.NullMarked;
