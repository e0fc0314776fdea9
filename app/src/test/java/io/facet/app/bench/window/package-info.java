@NullMarked
package io.facet.app.bench.window;

import org.jspecify.annotations.NullMarked;
