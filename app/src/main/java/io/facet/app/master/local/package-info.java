@NullMarked
package io.facet.app.master.local;

import org.jspecify.annotations.NullMarked;
