@NullMarked
package io.facet.app.launch;

import org.jspecify.annotations.NullMarked;
