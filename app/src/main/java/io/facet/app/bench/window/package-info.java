/** Measures whether the window stays quick while a large run goes on. */
@NullMarked
package io.facet.app.bench.window;

import org.jspecify.annotations.NullMarked;
