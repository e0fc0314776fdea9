@NullMarked
package io.facet.app.master.join;

import org.jspecify.annotations.NullMarked;
