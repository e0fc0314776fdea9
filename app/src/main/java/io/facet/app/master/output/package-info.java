@NullMarked
package io.facet.app.master.output;

import org.jspecify.annotations.NullMarked;
