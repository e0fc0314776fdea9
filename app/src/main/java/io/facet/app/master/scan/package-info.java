@NullMarked
package io.facet.app.master.scan;

import org.jspecify.annotations.NullMarked;
